import type { CallRecord, ExchangeRecord } from './entry.js';
import { isSecretName, MASK } from './masking/secrets.js';

/** UTF-16 units to keep of a text of a call. */
export const LONGEST_TEXT = 8 * 1024;

/** The record with its long texts shortened: their beginning, and their length. */
export function withKeptTexts(record: ExchangeRecord): ExchangeRecord {
  const account = record.account === undefined ? undefined : keptText(record.account);
  const changed = account === record.account ? record : { ...record, account };
  return changed.kind === 'call' ? callWithKeptTexts(changed) : changed;
}

function callWithKeptTexts(record: CallRecord): CallRecord {
  const { fault } = record;
  const text = fault && keptText(fault.text);
  const kept =
    fault && text !== undefined && text !== fault.text ? { ...record, fault: { ...fault, text } } : record;
  // No text is longer than the call, unless that was compressed: then only top-level texts can be long.
  const isDeep = record.bytesIn > LONGEST_TEXT;
  const values = isDeep ? keptTable(record.arguments) : keptArguments(record.arguments);
  return values === record.arguments ? kept : { ...kept, arguments: values };
}

function keptArguments(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const name in values) {
    const value = values[name];
    if (typeof value === 'string' && value.length > LONGEST_TEXT) return keptTable(values);
  }
  return values;
}

function keptTable(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, keptValue(name, value)]));
}

function keptValue(name: string, value: unknown): unknown {
  // The beginning of a password could not be found in other texts, and so not be masked.
  if (typeof value === 'string')
    return value.length > LONGEST_TEXT && isSecretName(name) ? MASK : keptText(value);
  if (Array.isArray(value)) return value.map((item) => keptValue('', item));
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? keptTable(value) : value;
}

function keptText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  // A slice would keep the whole text in memory; the copy by JSON does not.
  const beginning = JSON.parse(JSON.stringify(text.slice(0, LONGEST_TEXT))) as string;
  return `${beginning}... (${text.length} characters)`;
}

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
