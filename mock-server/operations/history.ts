import type { DirHistoryDTO } from '../../wsdl/contract.js';
import type { Assumptions, HistoryEntry } from '../world/index.js';
import { ApiException } from './api-exception.js';
import { type Handlers, type SignedInCall, signedIn } from './handler.js';
import { type List, listOf } from './list.js';

/** The texts of getOperationDescriptions for the operation codes (assumption). */
const DESCRIPTIONS: Readonly<Record<keyof Assumptions['history-codes'], string>> = {
  'file-added': 'File added',
  'file-changed': 'File changed',
  'file-renamed': 'File renamed',
  'file-moved': 'File moved',
  'file-copied': 'File copied',
  'file-removed': 'File removed',
  'file-restored': 'File restored',
  'folder-added': 'Folder added',
  'folder-renamed': 'Folder renamed',
  'folder-moved': 'Folder moved',
  'folder-copied': 'Folder copied',
  'folder-removed': 'Folder removed',
  'folder-restored': 'Folder restored',
};

/** The change log, for programs that synchronise folders. All of it is an assumption; only the fields are known. */
export const history = {
  ...signedIn({
    /** Oldest first. */
    getHistory: (call, { dirId }) => entriesOf(call, dirId, 0n),
    /** Only entries with a higher id. */
    getHistoryFromId: (call, { dirId, fromId }) => entriesOf(call, dirId, fromId),
    getHistoriesFromId: (call, { dirIds, fromIds }) =>
      pairs(dirIds, fromIds).map(([dirId, fromId]) => entriesOf(call, dirId, fromId)),
    /** Without what happened in subfolders. */
    getNotRecursiveHistories: (call, { dirIds, fromIds }) =>
      pairs(dirIds, fromIds).map(([dirId, fromId]) => entriesOf(call, dirId, fromId, false)),
    /** 0 when nothing happened yet. */
    getHistoryLastId: (call, { dirId }) =>
      call.world.tree.history.lastId(call.world.tree.folder(call.account, dirId), isRecursive(call)),
    /** Stored without effect (assumption). */
    markSynchronized: ({ world, account }, { dirId }) => {
      world.synchronisation.report(account, world.tree.folder(account, dirId), 'marked');
      return undefined;
    },
    syncFinished: ({ world, account }, { dirId }) => {
      world.synchronisation.report(account, world.tree.folder(account, dirId), 'finished');
      return undefined;
    },
  }),
  /** The text for a code is at its position; the others are empty. */
  getOperationDescriptions: ({ world }) => {
    const codes = Object.entries(world.assume['history-codes']);
    const texts = new Array<string>(Math.max(...codes.map(([, code]) => code)) + 1).fill('');
    for (const [change, code] of codes) texts[code] = DESCRIPTIONS[change as keyof typeof DESCRIPTIONS];
    return texts;
  },
  /** Bytes; the same for all accounts, as it has no login (wsdl). */
  getOwnedSizeLimit: ({ world }) => world.assume['owned-size-limit'],
  getNotOwnedSizeLimit: ({ world }) => world.assume['not-owned-size-limit'],
} satisfies Partial<Handlers>;

const isRecursive = ({ world }: SignedInCall): boolean => world.assume['history-scope'] === 'tree';

function entriesOf(
  call: SignedInCall,
  dirId: bigint,
  fromId: bigint,
  recursive = isRecursive(call),
): List<DirHistoryDTO> {
  const { world, account } = call;
  const codes = world.assume['history-codes'];
  const entries = world.tree.history.of(world.tree.folder(account, dirId), fromId, recursive);
  return listOf(
    entries,
    (entry) => entry,
    (entry) => toDto(entry, codes[entry.change]),
  );
}

/** compId is the application of the designator before the password (assumption: its real meaning is not known). */
function toDto(entry: HistoryEntry, operation: number): DirHistoryDTO {
  const isFile = entry.kind === 'file';
  return {
    ...(entry.app === undefined ? {} : { compId: entry.app }),
    date: new Date(entry.date),
    ...(isFile ? { fileId: entry.nodeId } : { dirId: entry.nodeId }),
    id: entry.id,
    operation,
    parentDirId: entry.parentId,
    ...(entry.sourceParentId === undefined ? {} : { sourceDirId: entry.sourceParentId }),
    ...(isFile && entry.sourceId !== undefined ? { sourceFileId: entry.sourceId } : {}),
  };
}

/** Folder and entry id of each position. @throws ApiException when the lists do not go together */
function pairs(dirIds: readonly (bigint | null)[], fromIds: readonly (bigint | null)[]): [bigint, bigint][] {
  if (dirIds.length !== fromIds.length) {
    throw new ApiException(
      `There are ${dirIds.length} folders and ${fromIds.length} entries to begin after: there must be one for each`,
    );
  }
  return dirIds.map((dirId, index) => {
    const fromId = fromIds[index];
    if (dirId === null || fromId === null || fromId === undefined) {
      throw new ApiException(`Position ${index} of the two lists has no number`);
    }
    return [dirId, fromId];
  });
}
