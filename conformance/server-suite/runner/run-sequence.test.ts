import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FourShared, startFourShared } from '../../../mock-server/index.js';
import { CHECKS } from '../checks/index.js';
import { rawServer } from '../peer/raw-server.js';
import { runSequence } from './run-sequence.js';

const account = { login: 'me@example.com', password: 'secret' };
const guest = { login: 'you@example.com', password: 'hidden' };

let fake: FourShared;
beforeAll(async () => {
  fake = await startFourShared({ fixture: { accounts: [{ ...account, quota: 10_000_000n }, guest] } });
});
afterAll(() => fake.close());

test.each(CHECKS.map((check) => [check.id, check] as const))('%s is kept by the fake', async (_, check) => {
  const place = { server: rawServer(fake.wsdlUrl('jax3')), account, guest, pauseMs: 0 };
  const verdicts = new Set<string>();
  await fc.assert(
    fc.asyncProperty(check.situations(), async (sequence) => {
      const seen = await runSequence(place, sequence);
      const story = seen.made.map(({ text }) => text);
      expect({ story, broken: seen.broken, left: seen.left }).toEqual({ story, broken: undefined, left: [] });
      verdicts.add(check.judge(seen).is);
    }),
    { numRuns: 5 },
  );
  expect([...verdicts]).toContain('kept');
});
