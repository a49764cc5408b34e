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
    'A body as it went over the wire, `masked` if passwords in it were replaced; or why it is not shown. Of a long one there are the beginning, how many bytes there were `of` it, and the `tail`.',
  ),
);

const anyEntry = {
  seq: whole('Position in the journal; no two entries have the same.'),
  time: isoTime('When the request arrived, by the clock of the namespace.'),
  ms: number('How long it took, in milliseconds.'),
  account: v.optional(text('Login of the account.')),
  outcome: v.picklist(['ok', 'fault', 'refused', 'error', 'cut']),
  status: v.optional(whole('HTTP status; absent when none was sent.')),
  method: v.string(),
  target: text('As the request line had it.'),
  headers: pairs,
  rules: v.pipe(v.array(v.string()), v.description('Ids of the rules that touched it.')),
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
    function: v.optional(text('Absent when the request was none of a function that is known.')),
    arguments: v.record(v.string(), v.unknown()),
    result: v.optional(v.unknown()),
    resultCut: v.optional(
      v.pipe(
        v.strictObject({
          members: whole('How many members it had.'),
          bytes: decimal('Bytes of the response body.'),
        }),
        v.description('Present when only the first members of a long list are in `result`.'),
      ),
    ),
    fault: v.optional(v.strictObject({ code: v.string(), text: v.string() })),
  }),
  v.strictObject({
    ...anyEntry,
    kind: v.literal('part'),
    fileId: v.optional(decimal('Absent for a file that was sent whole.')),
    firstByte: v.optional(decimal('Place of its first byte in the file.')),
    received: decimal('Bytes of the file in it.'),
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
      v.strictObject({ start: decimal('First byte.'), end: decimal('Behind the last byte.') }),
    ),
  }),
]);

export const journalReport = v.strictObject({
  entries: whole('How many entries there are.'),
  bytes: whole('Memory they take, estimated.'),
  limits: v.strictObject({ entries: whole('The most entries.'), bytes: whole('About the most bytes.') }),
  dropped: whole('Entries that had to go to make room, since it was last cleared.'),
  rawDropped: whole('Entries whose raw bodies were too large to be kept.'),
  lastSeq: whole('`seq` of the newest entry there ever was.'),
  recordRaw: flag('Whether raw bodies are recorded.'),
});

export const nearMiss = v.strictObject({
  seq: whole('The entry that comes closest.'),
  distance: number('0 for one that matches; what the differences weigh.'),
  differences: v.array(
    v.strictObject({ field: v.string(), expected: v.string(), seen: v.string(), weight: v.number() }),
  ),
  text: text('The same for a reader.'),
});

export const verificationResult = v.strictObject({
  ok: flag('Whether the journal holds what is expected of it.'),
  used: flag('Whether anything was ever asked of the namespace, also before its journal was cleared.'),
  findings: v.array(
    v.strictObject({
      problem: v.picklist(['too-few', 'too-many', 'order', 'unexpected', 'unused']),
      expectation: v.optional(whole('Position of the expectation, the first one being 1.')),
      text: text('What was expected, what was seen, and what came closest.'),
      seqs: v.array(v.number()),
      nearest: v.optional(nearMiss),
    }),
  ),
  notes: v.array(v.string()),
});
