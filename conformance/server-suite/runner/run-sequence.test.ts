import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../../../mock-server/index.js';
import { rawServer } from '../peer/raw-server.js';
import { readStep, SERVER_REQUIREMENTS } from '../requirements/index.js';
import { ACCOUNT, GUEST, SCENE } from '../testing/scene.js';
import type { StepData } from './probe.js';
import { runSequence } from './run-sequence.js';

let fake: FourSharedFake;
beforeAll(async () => {
  fake = await startFourShared({ fixture: SCENE });
});
afterAll(() => fake.close());

test.each(SERVER_REQUIREMENTS.map((each) => [each.id, each] as const))(
  'every sequence of %s exercises the requirement, and comes back from its JSON',
  async (_, requirement) => {
    const place = { server: rawServer(fake.wsdlUrl('jax3')), account: ACCOUNT, guest: GUEST, pauseMs: 0 };
    await fc.assert(
      fc.asyncProperty(requirement.scenario(), async (sequence) => {
        const { performed, broken, exercised, left } = await runSequence(place, sequence);
        expect({ broken, left, exercised: exercised.has(requirement.id) }).toEqual({
          left: [],
          exercised: true,
        });
        for (const { data, text } of performed) expect([text, retold(data)]).toEqual([SENTENCE, data]);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  },
);

const SENTENCE = expect.stringMatching(/^(?:The suite|As the other account, the suite) .*\.$/);

/** The data of the step that some data means, once it was JSON. */
function retold(data: StepData): unknown {
  const { does } = data;
  const told = String(readStep(JSON.parse(JSON.stringify(data))));
  return { does, ...JSON.parse(told.slice(does.length)) };
}
