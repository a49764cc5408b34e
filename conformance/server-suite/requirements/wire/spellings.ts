import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as v from 'valibot';
import type { OperationName } from '../../../../wsdl/contract.js';
import { PLAIN, type Spelling, writeArguments, writeCall } from '../../../soap-client/index.js';
import { readReply } from '../../peer/read-reply.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { type CallOutcome, NoAnswerError } from '../../server-under-test.js';
import { type Field, flag, nullable, oneOf, reference, text } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { plausibleArguments } from '../plausible-arguments.js';
import { sendEnvelope } from './send.js';

const ANY_PREFIX: ServerRequirement = {
  id: 'SV-93',
  title: 'Prefixes of namespaces and blanks between elements make no difference.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'namespaces' },
  sequences: () => ({
    lead: [
      spellOtherwise({
        ...plainly(),
        envelopePrefix: prefix.any(),
        servicePrefix: prefix.any(),
        blank: blank.any(),
      }),
    ],
  }),
};

const PARTS_BY_NAME: ServerRequirement = {
  id: 'SV-94',
  title: 'Arguments are identified by name: they may come in any order, and unknown ones are ignored.',
  level: 'should',
  evidence: { source: 'client', about: 'a third argument of getNewFileDataCenter; RI: any order' },
  sequences: () => ({
    lead: [
      fc.oneof(
        spellOtherwise({ ...plainly(), reversed: fc.constant(true), extraPart: flag.any() }),
        spellOtherwise({ ...plainly(), reversed: flag.any(), extraPart: fc.constant(true) }),
      ),
    ],
  }),
};

const TOOLKIT_MARKS: ServerRequirement = {
  id: 'SV-95',
  title: 'Types on arguments and any SOAPAction, or none, make no difference.',
  level: 'should',
  evidence: { source: 'client', about: 'xsi:type; SOAPAction with the address of the service' },
  sequences: () => ({
    lead: [spellOtherwise({ ...plainly(), typed: flag.any(), action: action.any() })],
  }),
};

/** Operations that change nothing, with one argument or several. */
const ASKED = ['getItems', 'getItemsPartial', 'getDirInfo', 'getItemInfo', 'isExistsLoginPassword'] as const;

const PLAIN_ACTION = '""';

const prefix: Field<string> = {
  schema: v.pipe(v.string(), v.regex(/^[A-Za-z_][\w.-]{0,20}$/)),
  any: () => fc.string({ unit: fc.constantFrom(...'abcdS_'), minLength: 1, maxLength: 5 }),
};
const blank = oneOf(['', '\n  ']);
/** The SOAPAction; null for none. */
const action: Field<string | null> = {
  ...nullable(text(200, () => fc.constant(''))),
  any: () =>
    fc.constantFrom(
      ...[null, '', '"urn:other"', '"emptyRecycleBin"'],
      'http://api.4shared.com/jax3/DesktopApp/getItems',
    ),
};

const plainly = () => ({
  envelopePrefix: fc.constant(PLAIN.envelopePrefix),
  servicePrefix: fc.constant(PLAIN.servicePrefix),
  blank: fc.constant('' as const),
  reversed: fc.constant(false),
  extraPart: fc.constant(false),
  typed: fc.constant(false),
  action: fc.constant<string | null>(PLAIN_ACTION),
});

/** Makes the same call twice, plainly and in another spelling. Both replies are read by the same reader. */
const spellOtherwise = stepKind({
  does: 'spell otherwise',
  fields: {
    operation: oneOf(ASKED),
    folder: reference,
    envelopePrefix: prefix,
    servicePrefix: prefix,
    blank,
    reversed: flag,
    extraPart: flag,
    typed: flag,
    action,
  },
  target: (model, { folder }) => model.folder(folder),
  text: (_, { operation: name, reversed, extraPart, typed, action }) => {
    const how = [
      ...(reversed ? ['its arguments in reverse order'] : []),
      ...(extraPart ? ['one argument too many'] : []),
      ...(typed ? ['types on the arguments'] : []),
      ...(action !== PLAIN_ACTION ? [action === null ? 'no SOAPAction' : `the SOAPAction ${action}`] : []),
    ];
    return `The suite called ${name} twice, plainly and with ${how.join(', ') || 'other prefixes'}.`;
  },
  async perform(probe, { id }, { operation: name, folder: _, action, ...spelling }) {
    const matter = { fileId: id, dirId: id, text: '', yes: true };
    const args = { ...probe.account, ...plausibleArguments(name, matter) };
    const written = writeArguments(name, args, probe.server.version);
    const plain = await answerTo(probe, name, writeCall(name, written));
    // Without an answer, a comparison shows nothing.
    if (plain instanceof NoAnswerError || 'fault' in plain) return;
    const other = await answerTo(probe, name, writeCall(name, written, spelling), action);
    probe.see(aspect(spelling, action), isDeepStrictEqual(plain, other), () => ({
      did: `It answered ${name} differently than in the plain spelling${reasonIn(other)}.`,
      should: 'It should give the same answer, as both calls mean the same.',
    }));
  },
});

/** What a spelling exercises first of all. */
function aspect({ reversed, extraPart, typed }: Spelling, action: string | null): ServerRequirement {
  if (reversed || extraPart) return PARTS_BY_NAME;
  return typed || action !== PLAIN_ACTION ? TOOLKIT_MARKS : ANY_PREFIX;
}

async function answerTo(
  probe: Probe,
  name: OperationName,
  envelope: string,
  action?: string | null,
): Promise<CallOutcome | NoAnswerError> {
  const reply = await sendEnvelope(probe, envelope, action);
  try {
    return readReply(reply, name, probe.server.version);
  } catch (error) {
    if (error instanceof NoAnswerError) return error;
    throw error;
  }
}

function reasonIn(answer: CallOutcome | NoAnswerError): string {
  if (answer instanceof NoAnswerError) return `, as the call ${answer.message}`;
  return 'fault' in answer ? `: with the fault ${JSON.stringify(answer.fault.text)}` : '';
}

/** Other spellings of the same call. */
export const SPELLINGS: RequirementGroup = {
  requirements: [ANY_PREFIX, PARTS_BY_NAME, TOOLKIT_MARKS],
  steps: [spellOtherwise],
};
