import type { CallRecord, ExchangeRecord } from '../entry.js';

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
function* ofResult({ function: name, result }: CallRecord): Generator<bigint> {
  if (name === 'uploadStartFile' && typeof result === 'bigint') yield result;
  if (name !== 'simpleUploadStart' || typeof result !== 'object' || result === null) return;
  if ('fileId' in result && typeof result.fileId === 'bigint') yield result.fileId;
}
