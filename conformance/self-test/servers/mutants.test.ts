import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../engine/options.js';
import { SERVER_REQUIREMENTS } from '../../server-suite/requirements/index.js';
import { isAsExpected } from '../find-mutant.js';
import { edit } from '../mutant.js';
import { COPIES, OWN } from '../patched-modules.js';
import { SERVER_MUTANTS } from './mutants.js';
import { mutatedServer } from './mutated-server.js';
import { brokenBy, runMutant } from './run-mutant.js';
import { mutant, type ServerMutant } from './server-mutant.js';

const SEED = 1;
const IDS = SERVER_REQUIREMENTS.map(({ id }) => id);

const made = (find: string, replace: string, requirement = 'SV-15'): ServerMutant =>
  mutant(requirement, 'It has a defect.', edit('operations/upload.js', find, replace));

test('every requirement has a mutant', () => {
  const covered = new Set(SERVER_MUTANTS.map(({ requirement }) => requirement));
  expect(IDS.filter((id) => !covered.has(id))).toEqual([]);
});

test('mutants name existing requirements, each once, and have different descriptions', () => {
  for (const { requirement, consequences } of SERVER_MUTANTS) {
    const named = [requirement, ...consequences];
    expect(named.filter((id) => !IDS.includes(id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  }
  expect(new Set(SERVER_MUTANTS.map(({ what }) => what)).size).toBe(SERVER_MUTANTS.length);
});

test('an edit that does not fit the fake is an error', async () => {
  await expect(mutatedServer(made('no such text', ''))).rejects.toThrow(
    /operations\/upload\.js has 0 places .*, where one is needed: no such text$/,
  );
});

describe('the suite', () => {
  for (const mutant of SERVER_MUTANTS)
    test(`${mutant.requirement} finds the server: ${mutant.what}`, async () => {
      const found = await runMutant(mutant, { seed: SEED, runs: DEFAULTS.runs, runsOfOthers: 0 });
      expect(found.foundAfter).toBeGreaterThan(0);
    });

  test('accepts the server without a mutation', async () => {
    const server = await mutatedServer();
    try {
      const broken = await brokenBy(server.anew(), SEED, 1);
      expect(broken.map(({ id, counterexample }) => `${id}: ${counterexample?.did}`)).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test('reports a mutant that was missed', async () => {
    const noKeys = made('call.world.sessions.open(call.account)', `''`, 'SV-16');
    const found = await runMutant(noKeys, { seed: SEED, runs: 1, runsOfOthers: 0 });
    expect(found).toMatchObject({ foundAfter: undefined, consequences: [], unexpected: [] });
    expect(isAsExpected(found)).toBe(false);
  });

  test('leaves no copy behind', () => {
    expect(readdirSync(COPIES).filter((name) => name.startsWith(OWN))).toEqual([]);
  });
});
