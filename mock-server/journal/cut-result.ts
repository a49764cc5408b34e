import type { ExchangeRecord } from './entry.js';

/** The most bytes of a reply whose members are kept of a list that is cut. */
const KEPT = 64 * 1024;

/** The same call with the beginning of its result, if that is a list; otherwise the record itself. */
export function withResultCut(record: ExchangeRecord): ExchangeRecord {
  if (record.kind !== 'call' || !isList(record.result)) return record;
  const { result, bytesOut } = record;
  const most = Math.floor((result.length * KEPT) / Math.max(Number(bytesOut), KEPT));
  return { ...record, result: first(result, most), resultCut: { members: result.length, bytes: bytesOut } };
}

/** An array, or a list whose members are made when they are gone through. */
const isList = (value: unknown): value is Iterable<unknown> & { readonly length: number } =>
  typeof value === 'object' && value !== null && Symbol.iterator in value && 'length' in value;

function first(list: Iterable<unknown>, most: number): unknown[] {
  const kept: unknown[] = [];
  if (most === 0) return kept;
  for (const member of list) if (kept.push(member) === most) break;
  return kept;
}
