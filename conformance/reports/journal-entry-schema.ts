import * as v from 'valibot';
import { count, decimal, json, jsonTable, list, milliseconds, oneOf, table, text } from './value-schemas.js';

const nameAndValue = table({ name: text, value: text });

const rawBody = v.union(
  [
    table({
      base64: text,
      masked: v.exactOptional(v.literal(true, 'must be true')),
      of: v.exactOptional(count),
      tail: v.exactOptional(text),
    }),
    table({ withheld: text }),
  ],
  'must have base64 or withheld',
);

/** What all entries have. */
const SHARED = {
  seq: count,
  time: text,
  ms: milliseconds,
  account: v.exactOptional(text),
  outcome: oneOf('ok', 'fault', 'refused', 'error', 'cut'),
  status: v.exactOptional(count),
  method: text,
  target: text,
  headers: list(nameAndValue),
  rules: list(text),
  warnings: list(text),
  bytesIn: decimal,
  bytesOut: decimal,
  raw: v.exactOptional(table({ request: rawBody, response: rawBody, responseHeaders: list(nameAndValue) })),
};

const call = table({
  ...SHARED,
  kind: v.literal('call'),
  version: oneOf('jax3', 'jax2'),
  operation: v.exactOptional(text),
  arguments: jsonTable,
  result: v.exactOptional(json),
  fault: v.exactOptional(table({ code: text, text })),
});

const part = table({
  ...SHARED,
  kind: v.literal('part'),
  fileId: v.exactOptional(decimal),
  firstByte: v.exactOptional(decimal),
  received: decimal,
  fileName: v.exactOptional(text),
  fields: list(table({ name: text, value: v.exactOptional(text) })),
  refusal: v.exactOptional(table({ code: v.number('must be a number'), reason: text })),
  secretsIn: list(text),
});

const download = table({
  ...SHARED,
  kind: v.literal('download'),
  fileId: v.exactOptional(decimal),
  name: v.exactOptional(text),
  range: v.exactOptional(table({ start: decimal, end: decimal })),
});

/** One exchange as the journal shows it. */
export const journalEntrySchema = v.variant(
  'kind',
  [call, part, download],
  'must be a table with a kind: call, part or download',
);
