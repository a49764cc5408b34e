import { signedIn } from './handler.js';
import { toItems } from './items.js';

/** The recycle bin. */
export const trash = signedIn({
  /** Removed nodes, without the contents of removed folders (assumption). */
  getRecycleBinItems: (call) => toItems(call, call.account.bin.all()),
  /** The number of entries removed (assumption; the one known client ignores it). */
  emptyRecycleBin: ({ world, account }) => world.bin.empty(account),
  restoreFile: ({ world, account }, { fileId }) => {
    world.bin.restore(world.tree.file(account, fileId));
    return undefined;
  },
  /** One after the other up to the first that faults (assumption). */
  restoreFiles: ({ world, account }, { fileIds }) => {
    for (const id of fileIds) if (id !== null) world.bin.restore(world.tree.file(account, id));
    return undefined;
  },
});
