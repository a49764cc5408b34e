import * as v from 'valibot';
import { noneOf, oneOf, strictTable } from '../schemas/input-schemas.js';
import { bytes, positive, whole } from '../schemas/numbers.js';
import { dialectSchema } from '../soap/dialect/dialect-schema.js';
import type { Act, JsonValue } from './act.js';

const DAY = 86_400_000;
const TERABYTE = 1_000_000_000_000;

/** Any text, in the words of a mistake in a rule. */
export const text = v.string('must be a text');
/** A text of one character or more. */
export const nonEmpty = v.pipe(text, v.minLength(1, 'must not be empty'));
/** Valid in XML, and in an address after escaping. */
const printable = v.pipe(text, v.regex(/^[\x20-\x7e]*$/, 'must be printable ASCII'));
const flag = v.boolean('must be true or false');

/** An optional field, with its description for editors. */
export const field = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.optional(v.pipe(schema, v.description(description)));

const needed = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

/** A schema of an object; valibot would also accept a list. */
export const table = <Schema extends v.GenericSchema>(schema: Schema, message: string) =>
  v.lazy((input): Schema | v.NeverSchema<string> => (Array.isArray(input) ? v.never(message) : schema));

/** Any JSON. */
export const jsonValue: v.GenericSchema<JsonValue, JsonValue> = v.union(
  [
    v.string(),
    v.pipe(v.number(), v.finite()),
    v.boolean(),
    v.null(),
    v.array(v.lazy(() => jsonValue)),
    v.record(
      v.string(),
      v.lazy(() => jsonValue),
    ),
  ],
  'must be JSON',
);

const perform = field(
  flag,
  'Whether the service still does what it was asked to before its answer is replaced. Default: false.',
);
const direction = field(
  oneOf(['in', 'out']),
  'out: the body of the response, which is the default; in: the bytes of an upload.',
);
const at = field(
  oneOf(['before', 'after']),
  'Before the service does what it was asked to, which is the default, or after.',
);
const ms = whole(0, DAY, `must be a whole number of milliseconds from 0 to ${DAY}, a day`);
const afterBytes = bytes('How many bytes go first.');

/** One act: its name, its title for editors, and its fields. */
const act = <const Name extends string, Entries extends v.ObjectEntries>(
  name: Name,
  title: string,
  entries: Entries,
) => v.pipe(strictTable({ act: v.literal(name), ...entries }), v.title(title));

/** A valid header value. Source: RFC 9110, section 5.5. */
const headerValue = v.pipe(
  text,
  v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be the value of a header: one line of Latin-1'),
);

/** The server decides about framing and the connection. Source: RFC 9112. */
const FRAMING =
  /^(?:content-length|transfer-encoding|connection|proxy-connection|keep-alive|trailer|te|upgrade)$/i;

const HEADERS = 'must be a table of header names and values';
/** Headers that an act may set. Framing headers are refused: they would break the connection, not the response. */
export const headersSchema = v.record(
  v.pipe(
    v.string(),
    v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'must be the name of a header'),
    v.check(
      (name) => !FRAMING.test(name),
      'must not be set by a rule, as the server itself frames its responses: leave it out, or use truncate, reset or hang-up',
    ),
  ),
  headerValue,
  HEADERS,
);

const STATUS = 'must be an HTTP status from 200 to 599';

const answers = [
  act('return', 'Respond with this result', {
    value: needed(
      v.lazy(() => jsonValue),
      'The result as JSON: structures are objects, lists are lists, 64-bit numbers may be texts.',
    ),
    perform,
  }),
  act('no-return', 'Respond with the wrapper element, without a return element', { perform }),
  act('nil', 'Respond with a return element that is xsi:nil', { perform }),
  act('fault', 'Respond with a SOAP Fault', {
    text: needed(text, 'The faultstring.'),
    code: field(oneOf(['Client', 'Server', 'VersionMismatch', 'MustUnderstand']), 'Default: Server.'),
    exceptionClass: field(text, 'With it, the fault has the ApiException detail that jax3 declares.'),
    details: field(text, 'The second text of the ApiException.'),
    perform,
  }),
  act('status', 'Respond with this HTTP status and body', {
    status: needed(whole(200, 599, STATUS), 'The HTTP status.'),
    body: field(text, 'Sent as UTF-8. Default: empty.'),
    contentType: field(
      v.pipe(headerValue, v.minLength(1, 'must not be empty')),
      'Default: text/html; charset=utf-8.',
    ),
    headers: field(table(headersSchema, HEADERS), 'More headers.'),
    perform,
  }),
  act('rewrite', 'Respond with a text made from the true address', {
    template: needed(
      text,
      'Text with {return} for the true address, or its components {scheme} {host} {hostname} {port} {path} {folder} {query}.',
    ),
  }),
] as const;

const parts = [
  act('refuse', "Refuse the bytes with one of the upload form's codes", {
    code: needed(
      oneOf([1, 2, 3, 4, 5, 6, 7]),
      '1 too large, 2 no space, 3 empty, 4 unknown error, 5 resumed elsewhere, 6 deleted, 7 wrong type.',
    ),
    perform,
  }),
  act('lose', 'Accept the bytes in the response, and drop them', {}),
  act('double', 'Store the bytes twice, so that the parts exceed the file', {}),
] as const;

const account = act('account', 'Change the account that the exchange belongs to', {
  at,
  freeSpace: v.optional(bytes('Sets the quota so that exactly that many bytes are free.')),
  maxFileSize: v.optional(bytes('Largest single file in bytes.')),
  active: field(flag, 'Whether the account is active.'),
  banned: field(flag, 'Whether the account is banned.'),
  premium: field(flag, 'Whether the account is a premium one.'),
  nextFileId: v.optional(positive('Files that it reserves get ids from here on; ids in use are skipped.')),
  sessionKeyTail: field(printable, 'Suffix of all session keys that are created for it from now on.'),
});

const wire = [
  act('delay', 'Wait', { ms: needed(ms, 'Milliseconds.'), at }),
  act('throttle', 'Send or accept bytes slowly', {
    bytesPerSecond: needed(
      whole(1, TERABYTE, `must be a whole number of bytes a second from 1 to ${TERABYTE}`),
      'Average rate.',
    ),
    direction,
  }),
  act('stall', 'Send or accept nothing more, for a time or until the client disconnects', {
    afterBytes,
    ms: field(ms, 'Milliseconds until it continues. Default: never.'),
    direction,
  }),
  act('reset', 'Reset the connection (RST)', { afterBytes, direction }),
  act('truncate', "End the connection (FIN) within the response's body", { afterBytes }),
  act('hang-up', 'End the connection (FIN) in place of a response', { perform }),
  act('corrupt', 'Invert bytes', {
    from: bytes('Offset of the first byte.'),
    bytes: v.optional(positive('Number of bytes. Default: 1.')),
    direction,
  }),
  act('dialect', 'Spell the response in another legal way', {
    dialect: needed(table(dialectSchema, 'must be a table of keys and values'), 'How to spell it.'),
  }),
  act('dialect', 'Spell the response in the legal way of a seed', {
    seed: needed(whole(), 'Seed of the spelling.'),
  }),
] as const;

const hold = act('hold', 'Hold the exchange until it is released', {
  name: needed(nonEmpty, 'Name for its release.'),
  at,
});

const options = [...answers, ...parts, account, ...wire, hold] as const;

/** The names of all acts. */
const ACT_NAMES: readonly Act['act'][] = [
  ...new Set(options.map(({ entries }): Act['act'] => entries.act.literal)),
];

/** Any act in JSON, by its field `act`. */
export const actSchema = v.variant('act', options, noneOf(ACT_NAMES));
