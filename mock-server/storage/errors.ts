/** A store that cannot be used, or not any more. The message is a whole sentence for the person who runs the server. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/**
 * Bytes that somebody has done away with: by deleting their file for good, or with the whole namespace, by dropping, resetting
 * or loading it. Nothing is wrong with the server then, only who still wants the bytes is late.
 */
export class ContentGone extends StorageError {
  override readonly name = 'ContentGone';
}

/** What every operation on a content answers once the content was removed. */
export const removedContent = (): ContentGone => new ContentGone('These bytes were removed meanwhile.');

/** What `create` answers once the store was closed. */
export const closedStore = (): ContentGone =>
  new ContentGone('The storage is closed, so nothing can be stored.');
