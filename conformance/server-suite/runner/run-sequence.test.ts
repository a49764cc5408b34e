import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startFourShared } from '../../../mock-server/index.js';
import { CHECKS } from '../checks/index.js';
import { rawServer } from '../peer/raw-server.js';
import { runSequence } from './run-sequence.js';

test.each(CHECKS.map((check) => [check.id, check] as const))('%s is kept by the fake', async (_, check) => {
  const fake = await startFourShared({
    fixture: { accounts: [{ login: 'me@example.com', password: 'secret', quota: 10_000_000n }] },
  });
  const server = rawServer(`${fake.url}/jax3/DesktopApp`);
  const account = { login: 'me@example.com', password: 'secret' };
  await fc.assert(
    fc.asyncProperty(check.situations(), async (sequence) => {
      const seen = await runSequence({ server, account, pauseMs: 0 }, sequence);
      expect(seen.left).toEqual([]);
      expect({ verdict: check.judge(seen), story: seen.made.map(({ text }) => text) }).toMatchObject({
        verdict: { is: 'kept' },
      });
    }),
    { numRuns: 20 },
  );
  await fake.close();
});
