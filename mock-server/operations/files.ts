import {
  AccessDenied,
  AlreadyRemoved,
  type Denial,
  describeFile,
  inBin,
  type NodeRecord,
  unlessDenied,
} from '../world/index.js';
import { type SignedInCall, signedIn } from './handler.js';

/** What renameFile answers instead of an id (assumption, after createNewFolder). */
const DENIALS: Readonly<Record<Denial, bigint>> = { denied: 0n, exists: -1n, removed: 0n };

/** Moves something to the recycle bin. Whether that may be done twice is an assumption. @throws AlreadyRemoved */
export async function remove({ world }: SignedInCall, node: NodeRecord): Promise<void> {
  if (world.assume['delete-again'] === 'fault' && inBin(node)) throw new AlreadyRemoved();
  await world.bin.remove(node);
}

/** Operations on one file: rename, recycle bin, delete, describe. */
export const files = signedIn({
  renameFile: ({ world, account }, { fileId, newName }) => {
    const file = unlessDenied(() => world.access.file(account, fileId, 'delete'), undefined);
    const renamed = file ? world.naming.renameFile(file, newName) : 'denied';
    return typeof renamed === 'string' ? DENIALS[renamed] : renamed.id;
  },
  /** Moves it to the recycle bin (wiki). */
  deleteFile: async (call, { fileId }) => {
    await remove(call, call.world.access.file(call.account, fileId, 'delete'));
    return undefined;
  },
  /** For good, also from the recycle bin; "File not found" when there is none (client). */
  deleteFileFinal: async ({ world, account }, { fileId }) => {
    await world.bin.purge(world.access.file(account, fileId, 'delete'));
    return undefined;
  },
  /** The three texts in the order of setFileDescription, empty ones if there are none (assumption). */
  getFileDescription: ({ world, account }, { fileId }) => {
    const { description, keywords, comment } = world.access.file(account, fileId, 'view').description;
    return [description, keywords, comment];
  },
  /** Empty, or what is wrong (assumption). */
  setFileDescription: ({ world, account }, args) => {
    const { description, keywords, comment, flag1, flag2 } = args;
    const texts = { description, keywords, comment, flags: [flag1, flag2] } as const;
    return unlessDenied(
      () => describeFile(world.access.file(account, args.fileId, 'fileProperties'), texts),
      new AccessDenied().message,
    );
  },
});
