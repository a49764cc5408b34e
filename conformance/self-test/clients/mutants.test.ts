import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REQUIREMENTS } from '../../client-suite/requirements/index.js';
import { openTestbed } from '../../client-suite/testbed/open-testbed.js';
import type { Testbed } from '../../client-suite/testbed/testbed.js';
import { DEFAULTS } from '../../engine/options.js';
import { type BrokenBy, findMutant, isAsExpected } from '../find-mutant.js';
import { edit, type Mutant, mutant } from '../mutant.js';
import { COPIES, OWN } from '../patched-modules.js';
import { CLIENT_MUTANTS } from './mutants.js';
import { mutatedClient } from './mutated-client.js';
import { brokenBy, runMutant, TIMEOUT_MS } from './run-mutant.js';

const SEED = 1;
const IDS = REQUIREMENTS.map(({ id }) => id);

const made = (find: string, replace: string, requirement = 'UP-06'): Mutant =>
  mutant(requirement, 'It has a defect.', edit('upload.js', find, replace));

test('every requirement has a mutant', () => {
  const covered = new Set(CLIENT_MUTANTS.map(({ requirement }) => requirement));
  expect(IDS.filter((id) => !covered.has(id))).toEqual([]);
});

test('mutants name existing requirements, each once, and have different descriptions', () => {
  for (const { requirement, consequences } of CLIENT_MUTANTS) {
    const named = [requirement, ...consequences];
    expect(named.filter((id) => !IDS.includes(id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  }
  expect(new Set(CLIENT_MUTANTS.map(({ what }) => what)).size).toBe(CLIENT_MUTANTS.length);
});

describe('an edit that does not fit the client is an error', () => {
  test('when its text is nowhere', async () => {
    await expect(mutatedClient(made('no such text', ''))).rejects.toThrow(
      /upload\.js has 0 places .*, where one is needed: no such text$/,
    );
  });

  test('when its text is in several places', async () => {
    await expect(mutatedClient(made('throw new Failure(', ''))).rejects.toThrow(/has \d+ places/);
  });
});

describe('the kit', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await openTestbed({ timeoutMs: TIMEOUT_MS, concurrency: 4 });
  });
  afterAll(() => testbed?.close());

  for (const mutant of CLIENT_MUTANTS)
    test.concurrent(`${mutant.requirement} finds the client: ${mutant.what}`, async () => {
      const found = await runMutant(mutant, { testbed, seed: SEED, runs: DEFAULTS.runs, runsOfOthers: 0 });
      expect(found.foundAfter).toBeGreaterThan(0);
    });

  test('accepts the client without a mutation', async () => {
    // The test of all verdicts has it wait for what never comes.
    const skip = REQUIREMENTS.filter(({ atMost }) => atMost !== undefined).map(({ id }) => id);
    const broken = await brokenBy(await mutatedClient(), { testbed, seed: SEED }, 3, { skip });
    expect(broken.map(({ id, counterexample }) => `${id}: ${counterexample?.did}`)).toEqual([]);
  });

  test('reports a mutant that was missed, and one with undeclared consequences', async () => {
    const refusesAll = made('if (size > free)', 'if (size >= 0n)', 'OP-01');
    const client = await mutatedClient(refusesAll);
    // A few requirements, those that it breaks among them: the others would only be run in vain.
    const broken: BrokenBy = (runs, choice) =>
      brokenBy(client, { testbed, seed: SEED }, runs, { only: ['UP-0*', 'OP-01'], ...choice });
    const found = await findMutant(refusesAll, { seed: SEED, runs: 2, runsOfOthers: 1 }, broken);
    expect(found).toMatchObject({ foundAfter: undefined, consequences: [] });
    expect(found.unexpected.join('\n')).toContain('UP-06: It was to upload');
    expect(isAsExpected(found)).toBe(false);
    const declared = await findMutant(
      { ...refusesAll, requirement: 'UP-06', consequences: found.unexpected.map((line) => line.slice(0, 5)) },
      { seed: SEED, runs: 2, runsOfOthers: 1 },
      broken,
    );
    expect(declared).toMatchObject({ foundAfter: 2, unexpected: [] });
    expect(isAsExpected(declared)).toBe(true);
  });

  test('leaves no copy behind', () => {
    expect(readdirSync(COPIES).filter((name) => name.startsWith(OWN))).toEqual([]);
  });
});
