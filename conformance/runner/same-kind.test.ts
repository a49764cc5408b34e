import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aspectsOf, kindsOf } from '../scenarios/aspects.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { onCall } from '../scenarios/rules.js';
import { plainCase } from '../scenarios/situations.js';
import { broken, KEPT, requirement, runStaged } from './testing/staged.js';

const PLAIN = plainCase('jax3');

/** Broken in cases like this one. */
const failing = (id: string, situation: ConformanceCase, explainedBy: readonly string[] = []) =>
  requirement(
    id,
    (_, { case: kase }) =>
      aspectsOf(situation).every((aspect) => aspectsOf(kase).includes(aspect)) ? broken(id) : KEPT,
    { situations: () => fc.constant(situation), explainedBy },
  );

const causesOf = async (...requirements: Parameters<typeof runStaged>[0]) =>
  (await runStaged(requirements, { runs: 1, confirm: false })).requirements.map(({ causes }) => causes);

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
        situations: () => fc.constant(PLAIN),
        appliesTo: ({ case: { rules } }) => rules.length > 0,
      }),
      failing('X-2', keys[1], ['X-1']),
    );
    expect(found[1]).toBeUndefined();
  });
});

test('kinds are told without values, and numbers beyond 31 bits are of one kind', () => {
  const kinds = (over: Partial<ConformanceCase>): string[] => [...kindsOf({ ...PLAIN, ...over })];
  expect(kinds({})).toEqual([]);
  expect(kinds({ firstId: '7', password: 'p' })).toEqual(['first id', 'password']);
  expect(kinds({ firstId: String(2n ** 53n) })).toEqual(['long number']);
  expect(kinds({ account: { ...PLAIN.account, freeSpace: String(2n ** 62n) } })).toEqual(['long number']);
  const answers = (value: string) => kinds({ rules: [onCall('uploadStartFile', { act: 'return', value })] });
  expect(answers('0')).toEqual(['call uploadStartFile: return']);
  expect(answers('-1')).toEqual(['long number']);
  expect(kinds({ rules: [onCall('getFreeSpace', { act: 'nil' })], steps: [{ does: 'space' }] })).toEqual([
    'space',
    'call getFreeSpace: nil',
  ]);
});
