import { expect, test } from 'vitest';
import { runServerSuite } from './runner/run-server-suite.js';
import { ACCOUNT, GUEST, SCENE } from './testing/scene.js';
import { WAYS } from './testing/ways.js';

/** Cases of each requirement: the ways differ only in the spelling and transport of calls. The variable allows longer searches. */
const RUNS = Number(process.env['SERVER_SUITE_RUNS'] ?? 1);

// Sequentially: msw replaces the fetch of the whole process.
test.each(WAYS)('the fake keeps every requirement and every assumption: %s', async (_, open) => {
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
