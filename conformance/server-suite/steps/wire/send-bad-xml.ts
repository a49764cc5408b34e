import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { writeEnvelope } from '../../../soap-client/write-call.js';
import { readFault } from '../../peer/read-reply.js';
import { BAD_XML } from '../../rules/wire.js';
import { type Step, stepKind } from '../step.js';
import { sendEnvelope } from './strange-request.js';

// What follows the element of the function is left out, as the RI does not read so far.
const BROKEN = {
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

const KINDS = Object.keys(BROKEN) as (keyof typeof BROKEN)[];

/** Sends what is no call. */
export const sendBadXml = stepKind({
  does: 'send bad XML',
  entries: { what: v.picklist(KINDS) },
  tell: (_, { what }) => `The suite sent ${what} in place of a call.`,
  async perform(act, _, { what }) {
    const reply = await sendEnvelope(act, BROKEN[what]);
    const refused = reply.status >= 400 && reply.status < 500;
    act.see.that(BAD_XML, refused || readFault(reply) !== undefined, () => ({
      did: `It answered ${what} with status ${reply.status} and no fault.`,
      should: 'It should answer with a fault, or with a status of 4xx.',
    }));
  },
});

export const badXml = (): Arbitrary<Step> => sendBadXml.steps(fc.record({ what: fc.constantFrom(...KINDS) }));
