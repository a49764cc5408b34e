import { type FileState, type FolderState, IdMap, IdSet, inSteps } from '../world/index.js';
import { SnapshotError } from './errors.js';
import type { WrittenSnapshot } from './format.js';

/** The nodes of a consistent tree. */
export interface KnownNodes {
  /** Also those that are gone. */
  readonly folders: Pick<IdSet, 'has'>;
  /** Each with its folder. */
  readonly files: Pick<IdMap<bigint>, 'get'>;
}

/**
 * Refuses, in steps, files and folders without a parent, with an id or address of another, or with an id that is assigned later.
 * @throws SnapshotError
 */
export function* checkTree({ state, stored }: WrittenSnapshot): Generator<void, KnownNodes> {
  const { accounts, tree, uploads } = state;
  const [taken, gone] = [new IdSet(), new IdSet()];
  yield* inSteps(tree.ids.taken, (id) => taken.add(id));
  yield* inSteps(tree.gone, (id) => gone.add(id));
  const ids = new IdSet();
  const codes = new Set<string>();
  const roots = new IdSet(accounts.map(({ root }) => root.id));
  const folders = new IdSet();
  const files = new IdMap<bigint>();

  const takeId = (id: bigint, path: string): void => {
    if (ids.has(id))
      throw new SnapshotError(path, `is ${id}, which is in use already; every id must be different`);
    if (id >= tree.ids.next && !taken.has(id))
      throw new SnapshotError(
        path,
        `is ${id}, but must be below state.tree.ids.next or in state.tree.ids.taken`,
      );
    ids.add(id);
  };
  const take = ({ id, code, name }: FolderState | FileState, path: string): void => {
    takeId(id, `${path}.id`);
    if (name === '') throw new SnapshotError(`${path}.name`, 'must not be empty');
    // A deleted node's code may belong to another one by now.
    if (gone.has(id)) return;
    if (codes.has(code)) throw new SnapshotError(`${path}.code`, `is "${code}", which is in use already`);
    codes.add(code);
  };
  const demandParent = (parent: bigint | undefined, path: string): void => {
    if (parent === undefined || !folders.has(parent))
      throw new SnapshotError(`${path}.parent`, `is ${parent}, but must be a root or an earlier folder`);
  };
  const demandBytes = (bytes: number, path: string): void => {
    if (!stored[bytes])
      throw new SnapshotError(`${path}.bytes`, `is ${bytes}, but must be a position in stored`);
  };

  for (const [index, { root }] of accounts.entries()) {
    const path = `state.accounts[${index}].root`;
    take(root, path);
    if (root.parent !== undefined) throw new SnapshotError(`${path}.parent`, 'is there, but a root has none');
    if (root.removed) throw new SnapshotError(`${path}.removed`, 'is true, but a root cannot be removed');
    folders.add(root.id);
  }
  yield* inSteps(tree.folders.entries(), ([index, folder]) => {
    const path = `state.tree.folders[${index}]`;
    demandParent(folder.parent, path);
    take(folder, path);
    folders.add(folder.id);
  });
  yield* inSteps(tree.gone.entries(), ([index, id]) => {
    if (!folders.has(id) || roots.has(id))
      throw new SnapshotError(`state.tree.gone[${index}]`, `is ${id}, but must be one of the folders`);
  });
  yield* inSteps(tree.files.entries(), ([index, file]) => {
    const path = `state.tree.files[${index}]`;
    demandParent(file.parent, path);
    take(file, path);
    demandBytes(file.bytes, path);
    for (const [place, { bytes }] of file.older.entries()) demandBytes(bytes, `${path}.older[${place}]`);
    files.set(file.id, file.parent);
  });
  for (const [index, { id, updates }] of uploads.unfinished.entries())
    if (!updates) takeId(id, `state.uploads.unfinished[${index}].id`);
  return { folders, files };
}
