import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aspectsOf, kindsOf } from '../../client-suite/scenarios/aspects.js';
import type { ConformanceCase } from '../../client-suite/scenarios/case.js';
import { onCall } from '../../client-suite/scenarios/rules.js';
import { plainCase } from '../../client-suite/scenarios/scenario.js';
import { broken, KEPT, requirement, runWithoutService } from '../../client-suite/testing/without-service.js';
import { CauseGraph } from './cause-graph.js';
import { foldSameKind } from './same-kind.js';

const PLAIN = plainCase('jax3');

/** Broken in cases like this one. */
const failing = (id: string, like: ConformanceCase, explainedBy: readonly string[] = []) =>
  requirement(
    id,
    (_, { case: testCase }) =>
      aspectsOf(like).every((aspect) => aspectsOf(testCase).includes(aspect)) ? broken(id) : KEPT,
    { scenario: () => fc.constant(like), explainedBy },
  );

const causesOf = async (...requirements: Parameters<typeof runWithoutService>[0]) =>
  (await runWithoutService(requirements, { runs: 1, confirm: false })).requirements.map(
    ({ causes }) => causes,
  );

describe('what is broken by another value of the same kind', () => {
  const keys = [255, 256].map((dataCenter) => ({ ...PLAIN, dataCenter })) as [
    ConformanceCase,
    ConformanceCase,
  ];

  test('follows from a rule that explains it', async () => {
    const found = await causesOf(failing('X-1', keys[0]), failing('X-2', keys[1], ['X-1']));
    expect(found).toEqual([undefined, ['X-1']]);
  });

  test('is a cause when no rule explains it', async () => {
    expect(await causesOf(failing('X-1', keys[0]), failing('X-2', keys[1]))).toEqual([undefined, undefined]);
  });

  test('is a cause when the other rule is broken by a value of another kind', async () => {
    const named = { ...PLAIN, login: 'a+b@kit.test' };
    const found = await causesOf(failing('X-1', named), failing('X-2', keys[1], ['X-1']));
    expect(found).toEqual([undefined, undefined]);
  });

  test('is a cause when the other rule is broken in the plainest case, and this one is not', async () => {
    const found = await causesOf(
      requirement('X-1', (_, { case: { dataCenter } }) => (dataCenter === undefined ? broken('X-1') : KEPT), {
        scenario: () => fc.constant(PLAIN),
        appliesTo: ({ case: { rules } }) => rules.length > 0,
      }),
      failing('X-2', keys[1], ['X-1']),
    );
    expect(found[1]).toBeUndefined();
  });
});

test('what a rule that explains it anywhere is broken by does not matter', async () => {
  const wide = { ...PLAIN, firstId: String(2n ** 53n) };
  const found = await causesOf(failing('X-1', wide), {
    ...failing('X-2', { ...PLAIN, login: 'a+b@kit.test' }),
    explainedAnywhereBy: ['X-1'],
  });
  expect(found).toEqual([undefined, ['X-1']]);
});

test('a rule that is kept explains nothing', async () => {
  const found = await causesOf(
    requirement('X-1', () => KEPT),
    { ...failing('X-2', { ...PLAIN, login: 'a+b@kit.test' }), explainedAnywhereBy: ['X-1'] },
  );
  expect(found).toEqual([undefined, undefined]);
});

test('what is folded names the first cause', async () => {
  const [first, second] = [255, 256].map((dataCenter) => ({ ...PLAIN, dataCenter })) as [
    ConformanceCase,
    ConformanceCase,
  ];
  const found = await causesOf(
    failing('X-1', first),
    failing('X-2', second, ['X-1']),
    failing('X-3', second, ['X-2']),
  );
  expect(found).toEqual([undefined, ['X-1'], ['X-1']]);
});

test('rules that explain each other leave a cause, and what is named as one is one', () => {
  const ids = ['X-0', 'X-1', 'X-2', 'X-3', 'X-4'];
  const rules = ids.map((id) => requirement(id, () => KEPT));
  const edges = fc.tuple(...ids.map((id) => fc.subarray(ids.filter((other) => other !== id))));
  fc.assert(
    fc.property(edges, (causes) => {
      const all = rules.map((rule, at) => ({
        requirement: rule,
        found: { failures: [], causes: causes[at] ?? [] },
      }));
      const folded = foldSameKind(all, new CauseGraph(rules), () => new Set<string>());
      const causesOfAll = new Map(folded.map(({ requirement: { id }, found }) => [id, found.causes]));
      expect([...causesOfAll.values()].some(({ length }) => length === 0)).toBe(true);
      for (const id of [...causesOfAll.values()].flat()) expect(causesOfAll.get(id)).toEqual([]);
    }),
  );
});

test('kinds have no values', () => {
  const kinds = (over: Partial<ConformanceCase>): string[] => [...kindsOf({ ...PLAIN, ...over })];
  expect(kinds({})).toEqual([]);
  expect(kinds({ firstId: '7', password: 'p' })).toEqual(['first id', 'password']);
  // One is of the world, one is answered by a rule.
  const answered = onCall('getNewFileDataCenter', { act: 'return', value: '-2' });
  expect(kinds({ rules: [answered] })).toEqual(kinds({ dataCenter: 256 }));
  expect(kinds({ rules: [onCall('getFreeSpace', { act: 'nil' })], steps: [{ does: 'space' }] })).toEqual([
    'call getFreeSpace: nil',
    'space',
  ]);
});
