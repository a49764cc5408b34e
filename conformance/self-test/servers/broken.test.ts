import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../engine/options.js';
import { SERVER_REQUIREMENTS } from '../../server-suite/requirements/index.js';
import { isAsForetold } from '../find-fault.js';
import { COPIES, OWN } from '../patched-modules.js';
import { brokenServer } from './broken-server.js';
import { edit, type ServerFault } from './fault.js';
import { SERVER_FAULTS } from './faults.js';
import { brokenBy, runFault } from './run-faults.js';

const SEED = 1;
const IDS = SERVER_REQUIREMENTS.map(({ id }) => id);

/** A fault of nobody. */
const made = (find: string, replace: string, rule = 'SV-15'): ServerFault => ({
  rule,
  what: 'It has a fault.',
  edits: [edit('operations/upload.js', find, replace)],
  consequences: [],
});

test('every check has a fault', () => {
  const covered = new Set(SERVER_FAULTS.map(({ rule }) => rule));
  expect(IDS.filter((id) => !covered.has(id))).toEqual([]);
});

test('faults name checks that there are, each once, and are told apart', () => {
  for (const { rule, consequences } of SERVER_FAULTS) {
    const named = [rule, ...consequences];
    expect(named.filter((id) => !IDS.includes(id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  }
  expect(new Set(SERVER_FAULTS.map(({ what }) => what)).size).toBe(SERVER_FAULTS.length);
});

test('a fault that does not fit the fake is told', async () => {
  await expect(brokenServer(made('no such text', ''))).rejects.toThrow(
    /operations\/upload\.js has 0 places .*, where one is needed: no such text$/,
  );
});

describe('the suite', () => {
  for (const fault of SERVER_FAULTS)
    test(`${fault.rule} finds a server: ${fault.what}`, async () => {
      const found = await runFault(fault, { seed: SEED, runs: DEFAULTS.runs, runsOfOthers: 0 });
      expect(found.foundAfter).toBeGreaterThan(0);
    });

  test('finds no fault in the server without one', async () => {
    const server = await brokenServer();
    try {
      const broken = await brokenBy(server.anew(), SEED, 1);
      expect(broken.map(({ id, counterexample }) => `${id}: ${counterexample?.did}`)).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test('tells a fault that was missed', async () => {
    const noKeys = made('call.world.sessions.open(call.account)', `''`, 'SV-16');
    const found = await runFault(noKeys, { seed: SEED, runs: 1, runsOfOthers: 0 });
    expect(found).toMatchObject({ foundAfter: undefined, consequences: [], unexpected: [] });
    expect(isAsForetold(found)).toBe(false);
  });

  test('leaves no broken server behind', () => {
    expect(readdirSync(COPIES).filter((name) => name.startsWith(OWN))).toEqual([]);
  });
});
