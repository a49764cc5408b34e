import fc from 'fast-check';
import * as v from 'valibot';
import { OPERATIONS } from '../../../../wsdl/contract.js';
import { writeEnvelope } from '../../../soap-client/index.js';
import { readFault } from '../../peer/read-reply.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import { ANSWERED } from '../../runner/probe.js';
import { oneOf } from '../../steps/field.js';
import { always, stepKind } from '../../steps/step.js';
import { sendEnvelope } from './send.js';

const ALWAYS_ANSWERED: ServerRequirement = {
  ...ANSWERED,
  title: 'Every request is answered with a complete reply or a fault.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'SOAP 1.1 over HTTP' },
  sequences: ({ upload }) => ({ among: [upload(), callUnknown(), sendBadXml()], most: 4 }),
};

const UNKNOWN_OPERATION: ServerRequirement = {
  id: 'SV-91',
  title: 'An unknown operation is answered with a fault and HTTP status 500.',
  level: 'must',
  evidence: { source: 'RI', about: 'dispatch; SOAP 1.1, section 6.2' },
  sequences: () => ({ lead: [callUnknown()] }),
};

const BAD_XML: ServerRequirement = {
  id: 'SV-92',
  title: 'A call that cannot be read is answered with a fault or a status of 4xx.',
  level: 'must',
  evidence: { source: 'RI', about: 'XML reader errors' },
  sequences: () => ({ lead: [sendBadXml()] }),
};

const callUnknown = stepKind({
  does: 'call what there is not',
  fields: {
    operation: {
      schema: v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,60}$/)),
      /** Likely typing errors, and random names. */
      any: () =>
        fc
          .oneof(
            fc.constantFrom('getfreespace', 'getFreeSpaces', 'Login', 'logins', 'getRootResponse'),
            fc.string({ unit: fc.constantFrom(...'abcXYZ'), minLength: 3, maxLength: 12 }),
          )
          .filter((name) => !Object.hasOwn(OPERATIONS, name)),
    },
  },
  target: always,
  text: (_, { operation: name }) => `The suite called ${name}, which does not exist.`,
  async perform(probe, _, { operation: name }) {
    const reply = await sendEnvelope(probe, writeEnvelope(name, []));
    probe.see(UNKNOWN_OPERATION, readFault(reply) !== undefined, () => ({
      did: `It answered the call of ${name}, which does not exist, with status ${reply.status} and no fault.`,
      should: 'It should answer with a fault.',
    }));
    probe.see(UNKNOWN_OPERATION, reply.status === 500, () => ({
      did: `It answered the call of ${name}, which does not exist, with a fault and status ${reply.status}.`,
      should: 'It should send status 500, as toolkits look for a fault only then.',
    }));
  },
});

// The element of the operation is the last one that is damaged: the RI does not read beyond it.
const BAD = {
  nothing: '',
  'no XML': 'login=me',
  'a page': '<html><body>login</body></html>',
  'an envelope without a body': '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>',
  'an empty body': '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>',
  'tags that do not match': writeEnvelope('login', ['<arg0>a</arg1>', '<arg1>b</arg0>']),
  'an end in the middle': writeEnvelope('login', ['<arg0>a']).replace(/<\/api:login>.*$/s, ''),
  'a prefix of no namespace': writeEnvelope('login', []).replace(/ xmlns:api="[^"]*"/, ''),
  'an entity of no meaning': writeEnvelope('login', ['<arg0>&nothing;</arg0>', '<arg1/>']),
} as const;

const sendBadXml = stepKind({
  does: 'send bad XML',
  fields: { what: oneOf(Object.keys(BAD) as (keyof typeof BAD)[]) },
  target: always,
  text: (_, { what }) => `The suite sent ${what} in place of a call.`,
  async perform(probe, _, { what }) {
    const reply = await sendEnvelope(probe, BAD[what]);
    const refused = reply.status >= 400 && reply.status < 500;
    probe.see(BAD_XML, refused || readFault(reply) !== undefined, () => ({
      did: `It answered ${what} with status ${reply.status} and no fault.`,
      should: 'It should answer with a fault, or with a status of 4xx.',
    }));
  },
});

/** Requests that are no valid calls. */
export const REQUESTS: RequirementGroup = {
  requirements: [ALWAYS_ANSWERED, UNKNOWN_OPERATION, BAD_XML],
  steps: [callUnknown, sendBadXml],
};
