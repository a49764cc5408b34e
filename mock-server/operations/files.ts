import type { Denial } from '../world/tree.js';
import { type Handlers, notYet, signedIn } from './handler.js';

/** What renameFile answers instead of an id (assumption, after createNewFolder). */
const DENIALS: Readonly<Record<Denial, bigint>> = { denied: 0n, exists: -1n, removed: 0n };

export const files = {
  renameFile: signedIn<'renameFile'>(({ world, account }, { fileId, newName }) => {
    const renamed = world.tree.renameFile(world.tree.file(account, fileId), newName);
    return typeof renamed === 'string' ? DENIALS[renamed] : renamed.id;
  }),
  /** Moves it to the recycle bin (wiki); doing so twice is harmless (assumption). */
  deleteFile: signedIn<'deleteFile'>(async ({ world, account }, { fileId }) => {
    await world.bin.remove(world.tree.file(account, fileId));
    return undefined;
  }),
  /** For good, also from the recycle bin; "File not found" when there is none (client). */
  deleteFileFinal: signedIn<'deleteFileFinal'>(async ({ world, account }, { fileId }) => {
    await world.bin.purge(world.tree.file(account, fileId));
    return undefined;
  }),
  getFileDescription: notYet('getFileDescription'),
  setFileDescription: notYet('setFileDescription'),
} satisfies Partial<Handlers>;
