import type { CallRecord, ExchangeRecord } from '../entry.js';

/**
 * A decoded argument as text, to compare with what a tester writes: numbers in decimal, `true` and `false`, dates in
 * ISO 8601, lists separated by commas, and an empty text for null.
 */
export function argumentText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(argumentText).join(',');
  if (typeof value === 'object') return JSON.stringify(value, (_, inner) => jsonValue(inner));
  return String(value);
}

/** The argument with this name, or at a path such as `properties.search`; undefined if there is none. */
export function argumentAt(values: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = values;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

const jsonValue = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Ids of the files that an exchange is about, 64-bit. */
export function filesOf(record: ExchangeRecord): readonly bigint[] {
  if (record.kind === 'call') return [...ofArguments(record), ...ofResult(record)];
  return record.fileId === undefined ? [] : [record.fileId];
}

function* ofArguments({
  arguments: { fileId, fileIds, itemId, isDirectory },
}: CallRecord): Generator<bigint> {
  if (typeof fileId === 'bigint') yield fileId;
  if (Array.isArray(fileIds)) yield* fileIds.filter((id) => typeof id === 'bigint');
  if (typeof itemId === 'bigint' && isDirectory === false) yield itemId;
}

/** The result of a reservation is the id that the parts name. */
function* ofResult({ operation: name, result }: CallRecord): Generator<bigint> {
  if (name === 'uploadStartFile' && typeof result === 'bigint') yield result;
  if (name !== 'simpleUploadStart' || typeof result !== 'object' || result === null) return;
  if ('fileId' in result && typeof result.fileId === 'bigint') yield result.fileId;
}
