import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourShared, startFourShared } from '../../../mock-server/index.js';
import { CHECKS } from '../checks/index.js';
import type { ServerCheck } from '../checks/server-check.js';
import { rawServer } from '../peer/raw-server.js';
import { readStep } from '../steps/index.js';
import type { StepData } from '../steps/step.js';
import { runSequence } from './run-sequence.js';

const account = { login: 'me@example.com', password: 'secret' };
const guest = { login: 'you@example.com', password: 'hidden' };
// Empty, it has room for the largest file; with a file in it, it has not.
const room = { quota: 10_000_000n, maxFileSize: 9_999_500n };
// Past 2^53, so that a number that is rounded names another file.
const nextFileId = 2n ** 60n + 1n;

describe.each(['jax3', 'jax2'] as const)('%s of the fake', (version) => {
  let fake: FourShared;
  beforeAll(async () => {
    fake = await startFourShared({ fixture: { accounts: [{ ...account, ...room, nextFileId }, guest] } });
  });
  afterAll(() => fake.close());

  test.each(CHECKS.filter(isAskedOf(version)).map((check) => [check.id, check] as const))(
    'keeps %s',
    async (_, check) => {
      const place = { server: rawServer(fake.wsdlUrl(version)), account, guest, pauseMs: 0 };
      await fc.assert(
        fc.asyncProperty(check.situations(), async (sequence) => {
          const { made, broken, exercised, left } = await runSequence(place, sequence);
          expect({ broken, left, exercised: exercised.has(check.id) }).toEqual({ left: [], exercised: true });
          for (const { data, text } of made) expect([text, retold(data)]).toEqual([TOLD, data]);
        }),
        { numRuns: 5, endOnFailure: true },
      );
    },
  );
});

const TOLD = expect.stringMatching(/^The suite .*\.$/);

/** The data of the step that some data means, once it was JSON. */
function retold(data: StepData): unknown {
  const { does } = data;
  const told = String(readStep(JSON.parse(JSON.stringify(data))));
  return { does, ...JSON.parse(told.slice(does.length)) };
}

/** Few, as the older description differs little: one of each area, and those that read replies to the letter. */
const ASKED_OF_JAX2 = [
  'SV-02',
  'SV-05',
  'SV-12',
  'SV-33',
  'SV-40',
  'SV-66',
  'SV-81',
  'SV-91',
  'SV-96',
  'SV-99',
];

function isAskedOf(version: 'jax2' | 'jax3') {
  return ({ id }: ServerCheck) => version === 'jax3' || ASKED_OF_JAX2.includes(id);
}
