/** A store that cannot be used, or not any more. The message is a whole sentence for the person who runs the server. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** What every operation on a content answers once the content was removed. */
export const removedContent = (): StorageError => new StorageError('These bytes were removed meanwhile.');

/** What `create` answers once the store was closed. */
export const closedStore = (): StorageError =>
  new StorageError('The storage is closed, so nothing can be stored.');
