import { isDeepStrictEqual } from 'node:util';
import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { OperationName } from '../../../../wsdl/contract.js';
import { PLAIN, type Spelling, writeCall } from '../../../soap-client/write-call.js';
import { writeArguments } from '../../../soap-client/write-value.js';
import { readReply } from '../../peer/read-reply.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import { ANY_PREFIX, PARTS_BY_NAME, TOOLKIT_MARKS } from '../../rules/wire.js';
import type { Act } from '../../runner/act.js';
import { type CallOutcome, NoAnswerError } from '../../server-under-test.js';
import { plausibleArguments } from '../access/plausible-arguments.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { sendEnvelope } from './strange-request.js';

const prefix = v.pipe(v.string(), v.regex(/^[A-Za-z_][\w.-]{0,20}$/));

/** Functions that change nothing, and have several arguments or one. */
const ASKED = [
  'getItems',
  'getItemsPartial',
  'getDirInfo',
  'getItemInfo',
  'isExistsLoginPassword',
] as const satisfies readonly OperationName[];

/** Makes the same call twice, spelt plainly and otherwise. */
export const spellOtherwise = stepKind({
  does: 'spell otherwise',
  entries: {
    function: v.picklist(ASKED),
    folder: reference,
    envelopePrefix: prefix,
    servicePrefix: prefix,
    blank: v.picklist(['', '\n  ']),
    reversed: v.boolean(),
    extraPart: v.boolean(),
    typed: v.boolean(),
    /** Null: none is sent. */
    action: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  },
  tell: (_, { function: name, reversed, extraPart, typed, action }) => {
    const how = [
      ...(reversed ? ['its arguments from the last to the first'] : []),
      ...(extraPart ? ['one argument too many'] : []),
      ...(typed ? ['types on the arguments'] : []),
      ...(action !== PLAIN_ACTION ? [action === null ? 'no SOAPAction' : `the SOAPAction ${action}`] : []),
    ];
    return `The suite called ${name} twice, plainly and with ${how.join(', ') || 'other prefixes'}.`;
  },
  async perform(act, model, { function: name, folder, action, ...spelt }) {
    const { id } = model.folder(folder);
    const matter = { fileId: id, dirId: id, text: '', yes: true };
    const args = { ...act.account, ...plausibleArguments(name, matter) };
    // Both are read by the same reader, whoever else calls the service.
    const plain = await answerTo(act, name, writeCall(name, writeArguments(name, args, act.server.version)));
    // Without an answer there is nothing to compare.
    if (plain instanceof NoAnswerError || 'fault' in plain) return;
    const rule = aspect(spelt, action);
    const other = await answerTo(
      act,
      name,
      writeCall(name, writeArguments(name, args, act.server.version), spelt),
      action,
    );
    act.see.that(rule, isDeepStrictEqual(plain, other), () => ({
      did: `It answered ${name} otherwise than when it was spelt plainly${tellFault(other)}.`,
      should: 'It should give the same answer, as both calls mean the same.',
    }));
  },
});

/** What a spelling shows first of all. */
function aspect({ reversed, extraPart, typed }: Spelling, action: string | null): ServerRequirement {
  if (reversed || extraPart) return PARTS_BY_NAME;
  return typed || action !== PLAIN_ACTION ? TOOLKIT_MARKS : ANY_PREFIX;
}

async function answerTo(
  act: Act,
  name: OperationName,
  envelope: string,
  action?: string | null,
): Promise<CallOutcome | NoAnswerError> {
  const reply = await sendEnvelope(act, envelope, action);
  try {
    return readReply(reply, name, act.server.version);
  } catch (error) {
    if (error instanceof NoAnswerError) return error;
    throw error;
  }
}

function tellFault(answer: CallOutcome | NoAnswerError): string {
  if (answer instanceof NoAnswerError) return `, as the call ${answer.message}`;
  return 'fault' in answer ? `: with the fault ${JSON.stringify(answer.fault.text)}` : '';
}

const PLAIN_ACTION = '""';

/** @param what which rule is to be shown */
export function spellings(what: 'prefixes' | 'parts' | 'marks'): Arbitrary<Step> {
  const prefixes = fc.string({ unit: fc.constantFrom(...'abcdS_'), minLength: 1, maxLength: 5 });
  const are = (shown: boolean, arbitrary: Arbitrary<boolean>): Arbitrary<boolean> =>
    shown ? arbitrary : fc.constant(false);
  return spellOtherwise.steps(
    fc
      .record({
        function: fc.constantFrom(...ASKED),
        folder: references(),
        envelopePrefix: what === 'prefixes' ? prefixes : fc.constant(PLAIN.envelopePrefix),
        servicePrefix: what === 'prefixes' ? prefixes : fc.constant(PLAIN.servicePrefix),
        blank: what === 'prefixes' ? fc.constantFrom('' as const, '\n  ' as const) : fc.constant('' as const),
        reversed: are(what === 'parts', fc.boolean()),
        extraPart: are(what === 'parts', fc.boolean()),
        typed: are(what === 'marks', fc.boolean()),
        action: what === 'marks' ? actions() : fc.constant(PLAIN_ACTION),
      })
      .map((spelt) => (what === 'parts' && !spelt.extraPart ? { ...spelt, reversed: true } : spelt)),
  );
}

const actions = (): Arbitrary<string | null> =>
  fc.constantFrom(
    null,
    '',
    '"urn:other"',
    'http://api.4shared.com/jax3/DesktopApp/getItems',
    '"emptyRecycleBin"',
  );
