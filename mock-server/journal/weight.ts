import type { ExchangeRecord, RawBytes } from './entry.js';

/** About what the objects of a record take without its texts, in bytes. */
const OBJECTS = 512;

/**
 * About how many bytes of memory a record keeps. The bodies of a call stand for its arguments and its result, which are
 * not walked through; the bytes of a file are not kept, so they do not count unless they are there raw.
 */
export function weightOf(record: ExchangeRecord): number {
  const raw = record.raw === undefined ? 0 : rawWeight(record.raw);
  return OBJECTS + 2 * textLength(record) + valuesWeight(record) + raw;
}

export function rawWeight({ request, reply, replyHeaders }: RawBytes): number {
  return bytesOf(request) + bytesOf(reply) + 2 * lengthOf(replyHeaders);
}

function valuesWeight(record: ExchangeRecord): number {
  return record.kind === 'call' ? Number(record.bytesIn) + Number(record.bytesOut) : 0;
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
