import { edit, type ServerFault } from '../fault.js';

/** Faults about descriptions, favorites and the history. */
export const TEXTS: readonly ServerFault[] = [
  {
    rule: 'SV-75',
    what: 'It makes blanks of the ends of lines.',
    edits: [
      edit(
        'world/tree/descriptions.js',
        'folder.description = text;',
        String.raw`folder.description = { ...text, description: text.description.replace(/\n/g, ' ') };`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-76',
    what: 'It tells the texts of a file in another order.',
    edits: [
      edit(
        'operations/files.js',
        'return [description, keywords, comment];',
        'return [description, comment, keywords];',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-77',
    what: 'It forgets favorites at once.',
    edits: [edit('world/sharing/favorites.js', 'marks.ids.add(file.id);', '')],
    consequences: [],
  },
  {
    rule: 'SV-78',
    what: 'It keeps favorites for ever.',
    edits: [edit('world/sharing/favorites.js', '?.ids.delete(id) ?? false', '?.ids.has(id) ?? false')],
    consequences: [],
  },
  {
    rule: 'SV-79',
    what: 'It tells the newest change first.',
    edits: [edit('operations/history.js', 'return listOf(entries,', 'return listOf(entries.toReversed(),')],
    consequences: [],
  },
  {
    rule: 'SV-79',
    what: 'It tells nothing of files that were renamed.',
    edits: [
      edit(
        'world/tree/tree.js',
        `this.history.record(node, 'renamed');`,
        `if (node.kind === 'folder') this.history.record(node, 'renamed');`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-80',
    what: 'It tells the id of the change that will be next for the last one.',
    edits: [
      edit(
        'world/tree/history.js',
        'return log.findLast(this.#concerning(folder, recursive))?.id ?? 0n;',
        'return (log.findLast(this.#concerning(folder, recursive))?.id ?? 0n) + 1n;',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-81',
    what: 'It tells the change again after which it was asked for others.',
    edits: [edit('world/tree/history.js', '?.id ?? 0n) > id', '?.id ?? 0n) >= id')],
    consequences: [],
  },
  {
    rule: 'SV-82',
    what: 'It answers with a fault when it is told of a download.',
    edits: [
      edit(
        'operations/tools.js',
        `world.countDownload(world.access.file(account, fileId, 'view'), 'reported');`,
        'throw new UnknownCommand();',
      ),
    ],
    consequences: [],
  },
];
