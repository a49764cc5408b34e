import type { DirHistoryDTO } from '../../../../../wsdl/contract.js';

/**
 * The tree that a history leads to, from an empty root on: the folder of every file and folder in it.
 * @throws Error when an entry does not go with those before it
 */
export function replayHistory(
  entries: readonly DirHistoryDTO[],
  codes: ReadonlyMap<string, number>,
  root: bigint,
): Map<bigint, bigint> {
  const verbs = new Map([...codes].map(([change, code]) => [code, change.replace(/^\w+-/, '')]));
  const parents = new Map<bigint, bigint>();
  for (const entry of entries) {
    const { fileId, dirId, parentDirId } = entry;
    const id = fileId ?? dirId ?? 0n;
    const verb = verbs.get(entry.operation);
    const isThere = parents.has(id);
    const arrives = verb === 'added' || verb === 'copied' || verb === 'restored';
    if (arrives === isThere) throw new Error(`Entry ${entry.id} is out of place: ${verb} ${id}`);
    if (verb === 'moved' && entry.sourceDirId !== parents.get(id))
      throw new Error(`Entry ${entry.id} moves ${id} from ${entry.sourceDirId}, where it is not.`);
    if (verb === 'removed') removeFrom(parents, id);
    // What is added to a folder in the recycle bin is no part of the tree.
    else if (parentDirId === root || parents.has(parentDirId)) parents.set(id, parentDirId);
  }
  return parents;
}

function removeFrom(parents: Map<bigint, bigint>, id: bigint): void {
  parents.delete(id);
  for (const [inner, parent] of [...parents]) if (parent === id) removeFrom(parents, inner);
}
