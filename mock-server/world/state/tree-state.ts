import type { Account } from '../accounts.js';
import type { IdsState } from '../ids.js';
import { FileRecord, type FileState, FolderRecord, type FolderState } from '../nodes.js';
import type { Tree } from '../tree.js';
import type { BytesKeeper, References } from './references.js';

/** All files, and all folders but the roots. */
export interface TreeState {
  readonly ids: IdsState;
  /** Each behind the one that it is or was in. */
  readonly folders: readonly FolderState[];
  /** Which of the folders are gone for good, and only known because something in a recycle bin was in them. */
  readonly gone: readonly bigint[];
  readonly files: readonly FileState[];
}

/** All folders, each behind the one above it; also those that are gone, if something in a recycle bin was in them. */
export function knownFolders(tree: Tree): Set<FolderRecord> {
  const known = new Set<FolderRecord>();
  const learn = (lowest: FolderRecord): void => {
    const unknown: FolderRecord[] = [];
    let here: FolderRecord | undefined = lowest;
    for (; here && !known.has(here); here = here.parent) unknown.push(here);
    for (const folder of unknown.reverse()) known.add(folder);
  };
  // In two turns, so that a tree made of what was saved is saved in the same order.
  for (const node of tree) if (node.kind === 'folder') learn(node);
  for (const node of tree) if (node.kind === 'file') learn(node.parent);
  return known;
}

/** @param folders all that are known */
export function saveTree(
  tree: Tree,
  folders: Iterable<FolderRecord>,
  keeper: Pick<BytesKeeper, 'keepStored'>,
): TreeState {
  const inOthers = Array.from(folders).filter(({ parent }) => parent);
  const files = Array.from(tree).filter((node) => node.kind === 'file');
  return {
    ids: tree.ids.save(),
    folders: inOthers.map((folder) => folder.save()),
    gone: inOthers.map(({ id }) => id).filter((id) => !tree.node(id)),
    files: files.map((file) => file.save(keeper)),
  };
}

export function loadRoot(tree: Tree, owner: Account, state: FolderState): FolderRecord {
  return tree.takeIn(loadFolder(state, owner, undefined));
}

/**
 * Puts everything else into a tree that has the roots.
 * @returns finds a folder, also one that is gone
 */
export function loadTree(
  tree: Tree,
  state: TreeState,
  bytes: Pick<References, 'stored'>,
): References['folder'] {
  const isGone = new Set(state.gone);
  const gone = new Map<bigint, FolderRecord>();
  const folder: References['folder'] = (id) => {
    const known = tree.node(id) ?? gone.get(id);
    if (known?.kind !== 'folder') throw new Error(`The state has no folder ${id}`);
    return known;
  };
  tree.ids.load(state.ids);
  for (const one of state.folders) {
    const parent = folder(one.parent ?? 0n);
    const loaded = loadFolder(one, parent.owner, parent);
    if (isGone.has(one.id)) gone.set(one.id, loaded);
    else tree.takeIn(loaded);
  }
  for (const one of state.files) {
    const parent = folder(one.parent);
    const file = new FileRecord({ ...one, owner: parent.owner, parent }, bytes.stored(one.bytes));
    file.load(one, bytes);
    tree.takeIn(file);
  }
  return folder;
}

function loadFolder(state: FolderState, owner: Account, parent: FolderRecord | undefined): FolderRecord {
  const folder = new FolderRecord({ ...state, owner, parent });
  folder.load(state);
  return folder;
}
