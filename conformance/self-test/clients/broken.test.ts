import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REQUIREMENTS } from '../../client-suite/requirements/index.js';
import { openTestbed } from '../../client-suite/testbed/open-testbed.js';
import type { Testbed } from '../../client-suite/testbed/testbed.js';
import { DEFAULTS } from '../../engine/options.js';
import { type BrokenBy, findFault, isAsForetold } from '../find-fault.js';
import { COPIES, OWN } from '../patched-modules.js';
import { brokenClient } from './broken-client.js';
import { type ClientFault, edit } from './fault.js';
import { FAULTS } from './faults.js';
import { brokenBy, PATIENCE_MS, runFault } from './run-faults.js';

const SEED = 1;
const IDS = REQUIREMENTS.map(({ id }) => id);

/** A fault of nobody. */
const made = (find: string, replace: string, rule = 'UP-06'): ClientFault => ({
  rule,
  what: 'It has a fault.',
  edits: [edit('upload.js', find, replace)],
  consequences: [],
});

test('every requirement has a fault', () => {
  const covered = new Set(FAULTS.map(({ rule }) => rule));
  expect(IDS.filter((id) => !covered.has(id))).toEqual([]);
});

test('faults name requirements that there are, each once, and are told apart', () => {
  for (const { rule, consequences } of FAULTS) {
    const named = [rule, ...consequences];
    expect(named.filter((id) => !IDS.includes(id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  }
  expect(new Set(FAULTS.map(({ what }) => what)).size).toBe(FAULTS.length);
});

describe('a fault that does not fit the client is told', () => {
  test('when its text is nowhere', async () => {
    await expect(brokenClient(made('no such text', ''))).rejects.toThrow(
      /upload\.js has 0 places .*, where one is needed: no such text$/,
    );
  });

  test('when its text is in several places', async () => {
    await expect(brokenClient(made('throw new Failure(', ''))).rejects.toThrow(/has \d+ places/);
  });
});

describe('the kit', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await openTestbed({ timeoutMs: PATIENCE_MS, concurrency: 4 });
  });
  afterAll(() => testbed?.close());

  for (const fault of FAULTS)
    test.concurrent(`${fault.rule} finds a client: ${fault.what}`, async () => {
      const found = await runFault(fault, { testbed, seed: SEED, runs: DEFAULTS.runs, runsOfOthers: 0 });
      expect(found.foundAfter).toBeGreaterThan(0);
    });

  test('finds no fault in the client without one', async () => {
    // The test of all verdicts has it wait for what never comes.
    const skip = REQUIREMENTS.filter(({ atMost }) => atMost !== undefined).map(({ id }) => id);
    const broken = await brokenBy(await brokenClient(), { testbed, seed: SEED }, 3, { skip });
    expect(broken.map(({ id, counterexample }) => `${id}: ${counterexample?.did}`)).toEqual([]);
  });

  test('tells a fault that was missed, and one that breaks what it does not foretell', async () => {
    const refusesAll = made('if (size > free)', 'if (size >= 0n)', 'OP-01');
    const client = await brokenClient(refusesAll);
    // A few requirements, those that it breaks among them: the others would only be run in vain.
    const broken: BrokenBy = (runs, choice) =>
      brokenBy(client, { testbed, seed: SEED }, runs, { only: ['UP-0*', 'OP-01'], ...choice });
    const found = await findFault(refusesAll, { seed: SEED, runs: 2, runsOfOthers: 1 }, broken);
    expect(found).toMatchObject({ foundAfter: undefined, consequences: [] });
    expect(found.unexpected.join('\n')).toContain('UP-06: It was to upload');
    expect(isAsForetold(found)).toBe(false);
    const foretold = await findFault(
      { ...refusesAll, rule: 'UP-06', consequences: found.unexpected.map((line) => line.slice(0, 5)) },
      { seed: SEED, runs: 2, runsOfOthers: 1 },
      broken,
    );
    expect(foretold).toMatchObject({ foundAfter: 2, unexpected: [] });
    expect(isAsForetold(foretold)).toBe(true);
  });

  test('leaves no broken client behind', () => {
    expect(readdirSync(COPIES).filter((name) => name.startsWith(OWN))).toEqual([]);
  });
});
