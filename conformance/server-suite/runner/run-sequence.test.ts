import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../../../mock-server/index.js';
import { CHECKS } from '../checks/index.js';
import { rawServer } from '../peer/raw-server.js';
import { readStep } from '../steps/index.js';
import { ACCOUNT, GUEST, SCENE } from '../testing/scene.js';
import type { StepData } from './act.js';
import { runSequence } from './run-sequence.js';

let fake: FourSharedFake;
beforeAll(async () => {
  fake = await startFourShared({ fixture: SCENE });
});
afterAll(() => fake.close());

test.each(CHECKS.map((check) => [check.id, check] as const))(
  'every sequence of %s shows what the check is about, and comes back from its JSON',
  async (_, check) => {
    const place = { server: rawServer(fake.wsdlUrl('jax3')), account: ACCOUNT, guest: GUEST, pauseMs: 0 };
    await fc.assert(
      fc.asyncProperty(check.situations(), async (sequence) => {
        const { made, broken, exercised, left } = await runSequence(place, sequence);
        expect({ broken, left, exercised: exercised.has(check.id) }).toEqual({ left: [], exercised: true });
        for (const { data, text } of made) expect([text, retold(data)]).toEqual([TOLD, data]);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  },
);

const TOLD = expect.stringMatching(/^The suite .*\.$/);

/** The data of the step that some data means, once it was JSON. */
function retold(data: StepData): unknown {
  const { does } = data;
  const told = String(readStep(JSON.parse(JSON.stringify(data))));
  return { does, ...JSON.parse(told.slice(does.length)) };
}
