import type { Account } from '../accounts/accounts.js';
import { FileRecord, type FileState, FolderRecord, type FolderState } from '../records.js';
import { IdMap, IdSet } from '../tree/id-map.js';
import type { IdsState } from '../tree/ids.js';
import type { Tree } from '../tree/tree.js';
import { inSteps } from '../turn.js';
import type { BytesKeeper, References } from './references.js';

/** All files, and all folders but the roots. */
export interface TreeState {
  readonly ids: IdsState;
  /** Each behind the one that it is or was in. */
  readonly folders: readonly FolderState[];
  /** Folders that are deleted for good, and known only because something in a recycle bin was in them. */
  readonly gone: readonly bigint[];
  readonly files: readonly FileState[];
}

/**
 * All folders, also those that are gone, if something in a recycle bin was in them. By how deep they lie, so that each
 * is behind the one above it, then by id: a tree that was made of a state has come to it by another way.
 */
export function knownFolders(tree: Tree): FolderRecord[] {
  const depths = new Map<FolderRecord, number>();
  const learn = (lowest: FolderRecord): void => {
    const unknown: FolderRecord[] = [];
    let here: FolderRecord | undefined = lowest;
    for (; here && !depths.has(here); here = here.parent) unknown.push(here);
    const above = here ? (depths.get(here) ?? 0) : -1;
    for (const [index, folder] of unknown.reverse().entries()) depths.set(folder, above + 1 + index);
  };
  for (const node of tree) learn(node.kind === 'folder' ? node : node.parent);
  return Array.from(depths)
    .sort(([a, depthA], [b, depthB]) => depthA - depthB || Number(a.id > b.id) - Number(a.id < b.id))
    .map(([folder]) => folder);
}

/** @param folders all that are known, each behind the one above it */
export function saveTree(
  tree: Tree,
  folders: readonly FolderRecord[],
  keeper: Pick<BytesKeeper, 'keepStored'>,
): TreeState {
  const inOthers = folders.filter(({ parent }) => parent);
  const files = Array.from(tree).filter((node) => node.kind === 'file');
  return {
    ids: tree.ids.save(),
    folders: inOthers.map((folder) => folder.save()),
    gone: inOthers.map(({ id }) => id).filter((id) => !tree.node(id)),
    files: files.map((file) => file.save((stored) => keeper.keepStored(stored))),
  };
}

/** Restores the root folder of an account from a saved state. */
export function loadRoot(tree: Tree, owner: Account, state: FolderState): FolderRecord {
  return tree.takeIn(loadFolder(state, owner, undefined));
}

/**
 * Puts everything else into a tree that has the roots, in steps.
 * @returns finds a folder, also one that is gone
 */
export function* loadTree(
  tree: Tree,
  state: TreeState,
  bytes: Pick<References, 'stored'>,
): Generator<void, References['folder']> {
  const isGone = new IdSet();
  yield* inSteps(state.gone, (id) => isGone.add(id));
  const gone = new IdMap<FolderRecord>();
  const folder: References['folder'] = (id) => {
    const known = tree.node(id) ?? gone.get(id);
    if (known?.kind !== 'folder') throw new Error(`The state has no folder ${id}`);
    return known;
  };
  tree.ids.load(state.ids);
  yield* inSteps(state.folders, (one) => {
    const parent = folder(one.parent ?? 0n);
    const loaded = loadFolder(one, parent.owner, parent);
    if (isGone.has(one.id)) gone.set(one.id, loaded);
    else tree.takeIn(loaded);
  });
  yield* inSteps(state.files, (one) => {
    const parent = folder(one.parent);
    const file = new FileRecord({ ...one, owner: parent.owner, parent }, bytes.stored(one.bytes));
    file.load(one, (number) => bytes.stored(number));
    tree.takeIn(file);
  });
  return folder;
}

function loadFolder(state: FolderState, owner: Account, parent: FolderRecord | undefined): FolderRecord {
  const folder = new FolderRecord({ ...state, owner, parent });
  folder.load(state);
  return folder;
}
