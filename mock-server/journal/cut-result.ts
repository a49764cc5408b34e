import type { ExchangeRecord } from './entry.js';

/** Bytes of the response, at most, whose members are kept of a list that is cut. */
const KEPT = 64 * 1024;

/** The same call with only the first members of its result, if that is a list. */
export function withResultCut(record: ExchangeRecord): ExchangeRecord {
  if (record.kind !== 'call' || !isList(record.result)) return record;
  const { result, bytesOut } = record;
  const most = Math.floor((result.length * KEPT) / Math.max(Number(bytesOut), KEPT));
  return { ...record, result: first(result, most), resultCut: { members: result.length, bytes: bytesOut } };
}

/** An array, or a long list, whose members are made on iteration. */
const isList = (value: unknown): value is Iterable<unknown> & { readonly length: number } =>
  typeof value === 'object' && value !== null && Symbol.iterator in value && 'length' in value;

function first(list: Iterable<unknown>, most: number): unknown[] {
  const kept: unknown[] = [];
  if (most === 0) return kept;
  for (const member of list) if (kept.push(member) === most) break;
  return kept;
}
