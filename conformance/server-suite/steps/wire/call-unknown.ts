import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { OPERATIONS } from '../../../../wsdl/contract.js';
import { writeEnvelope } from '../../../soap-client/write-call.js';
import { readFault } from '../../peer/read-reply.js';
import { UNKNOWN_FUNCTION } from '../../rules/wire.js';
import { type Step, stepKind } from '../step.js';
import { sendEnvelope } from './strange-request.js';

const functionName = v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,60}$/));

/** Calls a function that there is not. */
export const callUnknown = stepKind({
  does: 'call what there is not',
  entries: { function: functionName },
  tell: (_, data) => `The suite called ${data.function}, which there is not.`,
  async perform(act, _, { function: name }) {
    const reply = await sendEnvelope(act, writeEnvelope(name, []));
    act.see.that(UNKNOWN_FUNCTION, readFault(reply) !== undefined, () => ({
      did: `It answered the call of ${name}, which there is not, with status ${reply.status} and no fault.`,
      should: 'It should answer with a fault.',
    }));
    act.see.that(UNKNOWN_FUNCTION, reply.status === 500, () => ({
      did: `It answered the call of ${name}, which there is not, with a fault and status ${reply.status}.`,
      should: 'It should send status 500, as toolkits look for a fault only then.',
    }));
  },
});

/** Such as somebody would mistype, and such as nobody would. */
export const unknownCalls = (): Arbitrary<Step> =>
  callUnknown.steps(
    fc.record({
      function: fc
        .oneof(
          fc.constantFrom('getfreespace', 'getFreeSpaces', 'Login', 'logins', 'getRootResponse'),
          fc.string({ unit: fc.constantFrom(...'abcXYZ'), minLength: 3, maxLength: 12 }),
        )
        .filter((name) => !Object.hasOwn(OPERATIONS, name)),
    }),
  );
