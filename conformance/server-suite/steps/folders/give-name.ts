import { isFile, type ModelNode, quoted } from '../../model/node.js';
import { RENAMED_FILE, RENAMED_FOLDER } from '../../rules/folders.js';
import type { Act } from '../../runner/act.js';
import { itemMistake } from '../listings/compare-items.js';

/** Gives a file or a folder another name, and looks whether it has it. What the number means that is answered is not known. */
export async function giveName(act: Act, node: ModelNode, newName: string): Promise<void> {
  const rule = isFile(node) ? RENAMED_FILE : RENAMED_FOLDER;
  if (isFile(node)) await act.value(rule, 'renameFile', { fileId: node.id, newName });
  else await act.value(rule, 'renameFolder', { dirId: node.id, newName });
  node.name = newName;
  const item = isFile(node)
    ? await act.value(rule, 'getFileInfo', { fileId: node.id })
    : await act.value(rule, 'getDirInfo', { dirId: node.id });
  const mistake = itemMistake(item, node);
  act.see.that(rule, mistake === undefined, () => ({
    did: `After it was renamed to ${quoted(node)}, that ${isFile(node) ? 'file' : 'folder'} ${mistake}.`,
    should: 'It should have its new name, and be what it was otherwise.',
  }));
}
