import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientRequirement, Observation } from '../../client-suite/requirement.js';
import type { ConformanceCase } from '../../client-suite/scenarios/case.js';
import { onCall } from '../../client-suite/scenarios/rules.js';
import { scenario } from '../../client-suite/scenarios/scenario.js';
import {
  broken,
  KEPT,
  nothingSeen,
  requirement,
  runWithoutService,
  testbedOf,
} from '../../client-suite/testing/without-service.js';

/** What of a case the judges below look at: its names, and the operations that its rules are about. */
const named = (...names: readonly string[]) =>
  scenario({ files: fc.constantFrom(...names).map((name) => [{ name, size: 1, seed: 0 }]) });
const nameOf = ({ case: { files } }: Observation): string => files[0]?.name ?? '';

const judging = (
  id: string,
  isBroken: (seen: Observation) => boolean | string,
  over: Partial<ClientRequirement> = {},
) =>
  requirement(
    id,
    (_, seen) => {
      const found = isBroken(seen);
      return found === false ? KEPT : broken(`${id} ${found === true ? '' : found}`);
    },
    { scenario: () => named('a.bin'), ...over },
  );

const resultsOf = async (...requirements: readonly ClientRequirement[]) =>
  (await runWithoutService(requirements, { runs: 10 })).requirements.map(
    ({ id, status, causes, others, counterexample }) => ({
      id,
      status,
      ...(causes && { causes }),
      ...(counterexample && { did: [counterexample, ...(others ?? [])].map(({ did }) => did.trim()) }),
    }),
  );

describe('causes and consequences', () => {
  test('what is broken in the same case as its cause follows from it, and does not decide', async () => {
    const report = await runWithoutService([
      judging('X-1', () => true),
      judging('X-2', () => true, { explainedBy: ['X-1'] }),
      judging('X-3', () => true, { explainedBy: ['X-2'] }),
    ]);
    expect(report.requirements.map(({ id, causes }) => [id, causes])).toEqual([
      ['X-1', undefined],
      ['X-2', ['X-1']],
      ['X-3', ['X-1']],
    ]);
    expect(report.verdict).toBe('not-conforming');
  });

  test('a consequence at a level that counts is none when its cause is below it', async () => {
    const report = await runWithoutService([
      judging('X-1', () => true, { level: 'should' }),
      judging('X-2', () => true, { explainedBy: ['X-1'] }),
      judging('X-3', () => false),
    ]);
    expect(report.verdict).toBe('conforming');
  });

  test('what is broken in a case without its cause is a cause as well', async () => {
    const isBad = (seen: Observation): boolean => nameOf(seen) === 'bad.bin';
    expect(
      await resultsOf(
        judging('X-1', isBad, { scenario: () => named('bad.bin') }),
        judging('X-2', () => true, { explainedBy: ['X-1'] }),
      ),
    ).toMatchObject([
      { id: 'X-1', status: 'broken' },
      { id: 'X-2', status: 'broken', did: ['X-2'] },
    ]);
  });

  test('every case is judged by every requirement', async () => {
    const report = await runWithoutService(
      [
        judging('X-1', () => false, { scenario: () => named('a.bin', 'b.bin', 'c.bin') }),
        judging('X-2', (seen) => nameOf(seen) === 'c.bin', { appliesTo: (seen) => nameOf(seen) !== 'a.bin' }),
      ],
      { runs: 30 },
    );
    expect(report.requirements).toMatchObject([
      { status: 'kept', runs: 3, exercised: 4 },
      { status: 'broken', runs: 1, exercised: 2, broken: 1 },
    ]);
  });

  test('what only shows in the smallest case explains it: there, the requirement that explains it is broken alone', async () => {
    // X-1 is judged only where nothing else is unusual.
    const isLarge = ({ case: { files } }: Observation): boolean => (files[0]?.size ?? 0) > 1;
    const odd = ({ case: { files } }: Observation): boolean => files[0]?.seed !== 0;
    const both = scenario({
      files: fc
        .record({
          size: fc.constantFrom(1, 900),
          seed: fc.constantFrom(0, 5),
          name: fc.constant('a.bin'),
        })
        .map((file) => [file]),
    });
    const results = await resultsOf(
      judging('X-1', isLarge, { appliesTo: (seen) => !odd(seen), scenario: () => named('a.bin') }),
      judging('X-2', isLarge, { explainedBy: ['X-1'], scenario: () => both }),
    );
    expect(results).toMatchObject([
      { id: 'X-1', status: 'broken' },
      { id: 'X-2', status: 'broken', causes: ['X-1'] },
    ]);
  });

  test('what is broken without the circumstance as well is explained by what is broken then', async () => {
    const withRule = scenario({
      rules: fc.constant([onCall('getFreeSpace', { act: 'nil' })]),
    });
    const disturbed = ({ case: { rules } }: Observation): boolean => rules.length > 0;
    const failing = (plainFails: boolean) =>
      resultsOf(
        judging('X-1', () => plainFails, { appliesTo: (seen) => !disturbed(seen) }),
        judging('X-2', () => true, {
          appliesTo: disturbed,
          scenario: () => withRule,
          explainedBy: ['X-1'],
        }),
      );
    expect((await failing(true))[1]).toMatchObject({ causes: ['X-1'] });
    const [, cause] = await failing(false);
    expect(cause).toMatchObject({ status: 'broken' });
    expect(cause).not.toHaveProperty('causes');
  });
});

describe('a plainer trouble', () => {
  const trouble = ({ case: { rules } }: Observation): string => JSON.stringify(rules);
  const failing = (lessFails: boolean, own: Partial<ClientRequirement> = {}) =>
    resultsOf(
      judging('X-1', () => lessFails, { appliesTo: (seen) => trouble(seen).includes('fault') }),
      judging('X-2', (seen) => trouble(seen).includes('nil'), {
        scenario: () => scenario({ rules: fc.constant([onCall('getFreeSpace', { act: 'nil' })]) }),
        explainedByControls: {
          ids: ['X-1'],
          casesLike: (testCase) => [
            { ...testCase, rules: [onCall('getFreeSpace', { act: 'fault', text: 'no' })] },
          ],
        },
        ...own,
      }),
    );

  test('that the client does wrong explains what is broken with another one', async () => {
    expect(await failing(true)).toMatchObject([{ id: 'X-1', status: 'broken' }, { causes: ['X-1'] }]);
  });

  test('that the client does right explains nothing', async () => {
    const [, cause] = await failing(false);
    expect(cause?.status).toBe('broken');
    expect(cause).not.toHaveProperty('causes');
  });
});

test('what is broken without the circumstance explains a rule plainly only if that one is kept then', async () => {
  const withRule = () => scenario({ rules: fc.constant([onCall('getFreeSpace', { act: 'nil' })]) });
  const failing = (isPlainlyBroken: boolean) =>
    resultsOf(
      judging('X-1', ({ case: { rules } }) => rules.length === 0),
      judging('X-2', ({ case: { rules } }) => isPlainlyBroken || rules.length > 0, {
        scenario: withRule,
        explainedPlainlyBy: ['X-1'],
      }),
    );
  expect((await failing(false))[1]).toMatchObject({ causes: ['X-1'] });
  expect((await failing(true))[1]).not.toHaveProperty('causes');
});

test('reasons that differ are shown, three at most, and each once', async () => {
  const names = ['a.bin', 'b c.bin', 'd e.bin', 'f g.bin', 'h i.bin', 'j k.bin'];
  const spaced = (seen: Observation): boolean | string =>
    nameOf(seen).includes(' ') ? `by ${words(nameOf(seen))}` : false;
  const words = (name: string): string => name.replace(' ', '-');
  const [result] = await resultsOf(judging('X-1', spaced, { scenario: () => named(...names) }));
  expect(result?.did).toHaveLength(3);
  expect(new Set(result?.did).size).toBe(3);
  const alike = await resultsOf(
    judging('X-1', (seen) => spaced(seen) !== false, { scenario: () => named(...names) }),
  );
  expect(alike[0]?.did).toHaveLength(1);
});

test('a rule that cannot be judged is out, and the others go on', async () => {
  const cases: ConformanceCase[] = [];
  const openTestbed = testbedOf({
    run: async (_client, testCase) => {
      cases.push(testCase);
      return nothingSeen(testCase);
    },
  });
  const failing = judging('X-1', () => {
    throw new RangeError('oops');
  });
  const report = await runWithoutService([failing, judging('X-2', () => false)], { openTestbed, runs: 1 });
  expect(report.requirements.map(({ status }) => status)).toEqual(['error', 'kept']);
  expect(report.troubles).toHaveLength(1);
});
