import { expect, test } from 'vitest';
import { runServerSuite } from './runner/run-server-suite.js';
import { ACCOUNT, GUEST, SCENE } from './testing/scene.js';
import { WAYS } from './testing/ways.js';

/** Cases of each check, as the ways differ only in how calls are spelt and carried. More of them can be asked for, to search for a night. */
const RUNS = Number(process.env['SERVER_SUITE_RUNS'] ?? 1);

// One after the other: msw stands in for the fetch of the whole process.
test.each(WAYS)('the fake keeps every rule and every assumption: %s', async (_, open) => {
  const { server, close } = await open(SCENE);
  try {
    const report = await runServerSuite(server, ACCOUNT, { guest: GUEST, assumptions: ['SV-*'], runs: RUNS });
    const amiss = report.requirements.filter(({ status }) => status !== 'kept' && status !== 'not-claimed');
    expect({ seed: report.seed, troubles: report.troubles, amiss }).toEqual({
      seed: report.seed,
      troubles: [],
      amiss: [],
    });
  } finally {
    await close();
  }
});
