import { BytesLost } from '../world/index.js';

/** A store that cannot be used. The message is a whole sentence. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/**
 * Bytes that were removed on request: with their file, or with the whole namespace, by dropping, resetting
 * or loading it. The server is not at fault.
 */
export class ContentGone extends StorageError {
  override readonly name = 'ContentGone';
}

/** The storage refused a read or a write. The message is for the client and has no path in it; the cause has more. */
export class StorageUnavailable extends StorageError {
  override readonly name = 'StorageUnavailable';

  constructor(cause: unknown) {
    super(`The storage of the server cannot be used at the moment (${reasonOf(cause)}).`, { cause });
  }
}

/** Whether the storage failed, so that the right answer is 503: the same request may succeed later. */
export const isStorageFailure = (error: unknown): error is StorageUnavailable | BytesLost =>
  error instanceof StorageUnavailable || error instanceof BytesLost;

/** The error of every use of a removed content. */
export const removedContent = (): ContentGone => new ContentGone('These bytes were removed meanwhile.');

/** The error of `create` after `close`. */
export const closedStore = (): ContentGone =>
  new ContentGone('The storage is closed, so nothing can be stored.');

/** The platform's name of an error, such as ENOSPC. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** Why the platform refused, in a few words without a path. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return code === undefined ? 'unknown reason' : (REASONS.get(code) ?? code);
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it does not exist'],
  ['ENOTDIR', 'it is no folder'],
  ['EEXIST', 'it is no folder'],
  ['EACCES', 'no permission to write'],
  ['EPERM', 'no permission to write'],
  ['EROFS', 'it is read-only'],
  ['ENOSPC', 'no space left'],
  ['EDQUOT', 'no space left'],
  ['EMFILE', 'too many open files'],
  ['ENFILE', 'too many open files'],
]);
