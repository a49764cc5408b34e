import type { ExchangeRecord, RawBytes } from './entry.js';
import { LONGEST_TEXT } from './kept-record.js';

/** Bytes of the objects of a record without its texts, estimated. */
const OBJECTS = 512;

/** Bytes of a number, or of a list or structure without its members. */
const SMALL = 16;

/**
 * Memory of a record in bytes, estimated. Arguments and result of a call count as much as the bodies, and are only
 * walked if the call was long. The bytes of a file count only if they are kept raw.
 */
export function weightOf(record: ExchangeRecord): number {
  const raw = record.raw === undefined ? 0 : rawWeight(record.raw);
  return OBJECTS + 2 * textLength(record) + valuesWeight(record) + raw;
}

/** Memory of raw bodies and their headers in bytes, estimated. */
export function rawWeight({ request, response, requestCut, responseCut, responseHeaders }: RawBytes): number {
  const tails = bytesOf(requestCut?.tail ?? []) + bytesOf(responseCut?.tail ?? []);
  return bytesOf(request) + bytesOf(response) + tails + 2 * lengthOf(responseHeaders);
}

function valuesWeight(record: ExchangeRecord): number {
  if (record.kind !== 'call') return 0;
  // Of long texts, only the beginning is kept.
  const sent = record.bytesIn > LONGEST_TEXT ? sizeOf(record.arguments) : Number(record.bytesIn);
  return sent + (record.resultCut ? sizeOf(record.result) : Number(record.bytesOut));
}

/** Bytes of a value, estimated. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return SMALL + 2 * value.length;
  if (typeof value !== 'object' || value === null) return SMALL;
  let size = SMALL;
  for (const inner of Object.values(value)) size += sizeOf(inner);
  return size;
}

function textLength(record: ExchangeRecord): number {
  const { http, warnings, account = '' } = record;
  return http.target.length + lengthOf(http.headers) + lengthOf(warnings) + account.length + ownTexts(record);
}

function ownTexts(record: ExchangeRecord): number {
  if (record.kind === 'call') return record.fault?.text.length ?? 0;
  if (record.kind === 'download') return record.name?.length ?? 0;
  let length = (record.fileName?.length ?? 0) + (record.refusal?.reason.length ?? 0);
  for (const { name, value = '' } of record.fields) length += name.length + value.length;
  return length;
}

function lengthOf(texts: readonly string[]): number {
  let length = 0;
  for (const text of texts) length += text.length;
  return length;
}

function bytesOf(chunks: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const chunk of chunks) bytes += chunk.length;
  return bytes;
}
