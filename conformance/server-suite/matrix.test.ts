import { expect, test } from 'vitest';
import { runServerSuite } from './runner/run-server-suite.js';
import { WAYS } from './testing/ways.js';

/** Cases of each check. More of them can be asked for, to search for a night. */
const RUNS = Number(process.env['SERVER_SUITE_RUNS'] ?? 2);

const ACCOUNT = { login: 'me@example.com', password: 'secret', quota: 1_000_000_000n };

// One after the other: msw stands in for the fetch of the whole process.
test.each(WAYS)('the fake keeps every rule and every assumption: %s', async (_, open) => {
  const { fake, server, close } = await open({ accounts: [ACCOUNT] });
  try {
    const report = await runServerSuite(server, fake.account, { assumptions: ['SV-*'], runs: RUNS });
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
