import * as v from 'valibot';
import { decimal, flag, isoTime, number, text, whole } from './schemas.js';

// Schemas of `JournalEntry` and `VerificationResult` in JSON.

const pairs = v.array(v.strictObject({ name: v.string(), value: v.string() }));

const rawBody = v.pipe(
  v.union([
    v.strictObject({
      base64: v.string(),
      masked: v.optional(v.literal(true)),
      of: v.optional(v.number()),
      tail: v.optional(v.string()),
    }),
    v.strictObject({ withheld: v.string() }),
  ]),
  v.description(
    'A body on the wire, `masked` if passwords in it were replaced; or why it is not shown. Of a long one: its beginning, its size (`of`), and its `tail`.',
  ),
);

const anyEntry = {
  seq: whole('Position in the journal; no two entries have the same.'),
  time: isoTime('When the request arrived, by the clock of the namespace.'),
  ms: number('Duration in milliseconds.'),
  account: v.optional(text('Login of the account.')),
  outcome: v.picklist(['ok', 'fault', 'refused', 'error', 'cut']),
  status: v.optional(whole('HTTP status; absent if none was sent.')),
  method: v.string(),
  target: text('Target of the request line.'),
  headers: pairs,
  scheme: v.optional(v.pipe(v.literal('https'), v.description('Present if the request came by TLS.'))),
  rules: v.pipe(v.array(v.string()), v.description('Ids of the rules that fired.')),
  warnings: v.array(v.string()),
  bytesIn: decimal('Bytes of the request body.'),
  bytesOut: decimal('Bytes of the response body.'),
  raw: v.optional(v.strictObject({ request: rawBody, response: rawBody, responseHeaders: pairs })),
};

/** One exchange. */
export const entrySchema = v.variant('kind', [
  v.strictObject({
    ...anyEntry,
    kind: v.literal('call'),
    version: v.picklist(['jax2', 'jax3']),
    operation: v.optional(text('Name of the operation; absent if it is unknown.')),
    arguments: v.record(v.string(), v.unknown()),
    result: v.optional(v.unknown()),
    resultCut: v.optional(
      v.pipe(
        v.strictObject({
          members: whole('Number of members.'),
          bytes: decimal('Bytes of the response body.'),
        }),
        v.description('Present if `result` has only the first members of a long list.'),
      ),
    ),
    fault: v.optional(v.strictObject({ code: v.string(), text: v.string() })),
  }),
  v.strictObject({
    ...anyEntry,
    kind: v.literal('part'),
    fileId: v.optional(decimal('Absent for a file sent whole.')),
    firstByte: v.optional(decimal('Offset of its first byte in the file.')),
    received: decimal('Bytes of the file in this part.'),
    fileName: v.optional(v.string()),
    fields: v.array(v.strictObject({ name: v.string(), value: v.optional(v.string()) })),
    refusal: v.optional(v.strictObject({ code: v.number(), reason: v.string() })),
    secretsIn: v.array(v.string()),
  }),
  v.strictObject({
    ...anyEntry,
    kind: v.literal('download'),
    fileId: v.optional(decimal('Id of the file.')),
    name: v.optional(v.string()),
    range: v.optional(
      v.strictObject({ start: decimal('First byte.'), end: decimal('After the last byte.') }),
    ),
  }),
]);

/** Size and limits of a journal, as JSON. */
export const journalReport = v.strictObject({
  entries: whole('Number of entries.'),
  bytes: whole('Their memory in bytes, estimated.'),
  limits: v.strictObject({ entries: whole('Entries at most.'), bytes: whole('Bytes at most, estimated.') }),
  dropped: whole('Entries dropped to make room since the journal was last cleared.'),
  rawDropped: whole('Entries without their raw bodies, which were too large.'),
  lastSeq: whole('`seq` of the newest entry ever.'),
  recordRaw: flag('Whether raw bodies are recorded.'),
});

/** The entry nearest to a match, as JSON. */
export const nearMiss = v.strictObject({
  seq: whole('The entry that comes closest.'),
  distance: number('Sum of the weights of the differences; 0 if it matches.'),
  differences: v.array(
    v.strictObject({ field: v.string(), expected: v.string(), seen: v.string(), weight: v.number() }),
  ),
  text: text('The same as text.'),
});

/** `VerificationResult` as JSON. */
export const verificationResult = v.strictObject({
  ok: flag('Whether all expectations hold.'),
  used: flag('Whether the namespace ever received a request, also before its journal was cleared.'),
  findings: v.array(
    v.strictObject({
      problem: v.picklist(['too-few', 'too-many', 'order', 'unexpected', 'unused']),
      expectation: v.optional(whole('Position of the expectation, from 1.')),
      text: text('What was expected, what was seen, and what came closest.'),
      seqs: v.array(v.number()),
      nearest: v.optional(nearMiss),
    }),
  ),
  notes: v.array(v.string()),
});
