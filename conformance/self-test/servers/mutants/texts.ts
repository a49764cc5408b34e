import { edit, type Mutant, mutant } from '../../mutant.js';

/** Mutants: about descriptions, favorites and the history. */
export const TEXTS: readonly Mutant[] = [
  mutant(
    'SV-75',
    'It makes blanks of the ends of lines.',
    edit(
      'world/tree/descriptions.js',
      'folder.description = text;',
      String.raw`folder.description = { ...text, description: text.description.replace(/\n/g, ' ') };`,
    ),
  ),
  mutant(
    'SV-76',
    'It tells the texts of a file in another order.',
    edit(
      'operations/files.js',
      'return [description, keywords, comment];',
      'return [description, comment, keywords];',
    ),
  ),
  mutant(
    'SV-77',
    'It forgets favorites at once.',
    edit('world/sharing/favorites.js', 'marks.ids.add(file.id);', ''),
  ),
  mutant(
    'SV-78',
    'It keeps favorites for ever.',
    edit('world/sharing/favorites.js', '?.ids.delete(id) ?? false', '?.ids.has(id) ?? false'),
  ),
  mutant(
    'SV-79',
    'It tells the newest change first.',
    edit('operations/history.js', 'return listOf(entries,', 'return listOf(entries.toReversed(),'),
  ),
  mutant(
    'SV-79',
    'It tells nothing of files that were renamed.',
    edit(
      'world/tree/tree.js',
      `this.history.record(node, 'renamed');`,
      `if (node.kind === 'folder') this.history.record(node, 'renamed');`,
    ),
  ),
  mutant(
    'SV-80',
    'It tells the id of the change that will be next for the last one.',
    edit(
      'world/tree/history.js',
      'return log.findLast(this.#concerning(folder, recursive))?.id ?? 0n;',
      'return (log.findLast(this.#concerning(folder, recursive))?.id ?? 0n) + 1n;',
    ),
  ),
  mutant(
    'SV-81',
    'It tells the change again after which it was asked for others.',
    edit('world/tree/history.js', '?.id ?? 0n) > id', '?.id ?? 0n) >= id'),
  ),
  mutant(
    'SV-82',
    'It answers with a fault when it is told of a download.',
    edit(
      'operations/tools.js',
      `world.countDownload(world.access.file(account, fileId, 'view'), 'reported');`,
      'throw new UnknownCommand();',
    ),
  ),
];
