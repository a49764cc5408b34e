import { edit, type ServerFault } from '../fault.js';

const MADE = `return typeof made === 'string' ? DENIALS[made] : made.id;`;
const PARENT = `world.access.folder(account, dirId, 'createSubFolders'), undefined)`;
const ADDED = 'this.tree.addFolder(parent, name)';
const CODES = 'const DENIALS = { denied: 0n, exists: -1n, removed: -2n };';

/** Faults about making, naming and moving folders and files. */
export const FOLDERS: readonly ServerFault[] = [
  {
    rule: 'SV-35',
    what: 'It answers with the id of the folder in which it makes another one.',
    edits: [
      edit('operations/folders.js', MADE, MADE.replace('made.id', 'parent.parent ? parent.id : made.id')),
    ],
    consequences: [],
  },
  {
    rule: 'SV-36',
    what: 'It makes a second folder of a name.',
    edits: [
      edit('world/tree/naming.js', `if (parent.children.named('folder', name).length > 0)`, 'if (false)'),
    ],
    consequences: [],
  },
  {
    rule: 'SV-36',
    what: 'It answers with 0 when there is a folder of that name.',
    edits: [edit('operations/folders.js', CODES, CODES.replace('exists: -1n', 'exists: 0n'))],
    consequences: [],
  },
  {
    rule: 'SV-37',
    what: 'It answers with -1 when the folder to make one in was removed.',
    edits: [edit('operations/folders.js', CODES, CODES.replace('removed: -2n', 'removed: -1n'))],
    consequences: [],
  },
  {
    rule: 'SV-37',
    what: 'It makes folders in those that were removed.',
    edits: [edit('world/tree/naming.js', `if (inBin(parent))`, 'if (false)')],
    consequences: [],
  },
  {
    rule: 'SV-38',
    what: 'It makes a folder in the root where there is no folder.',
    edits: [
      edit(
        'operations/folders.js',
        PARENT,
        `dirId === -1n || world.tree.node(dirId)?.kind === 'folder' ? ${PARENT.replace(', undefined)', '')} : account.root, undefined)`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-39',
    what: 'It cuts the names of folders after 30 characters.',
    edits: [edit('world/tree/naming.js', ADDED, ADDED.replace('name)', 'name.slice(0, 30))'))],
    consequences: [],
  },
  {
    rule: 'SV-39',
    what: 'It makes question marks of letters that are not Latin.',
    edits: [
      edit(
        'world/tree/naming.js',
        ADDED,
        ADDED.replace('name)', String.raw`name.replace(/[^\0-\xff]/gu, '?'))`),
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-85',
    what: 'It renames no file, and says that it did.',
    edits: [edit('world/tree/naming.js', 'return this.tree.rename(file, name);', 'return file;')],
    consequences: [],
  },
  {
    rule: 'SV-86',
    what: 'It writes the new names of folders in small letters.',
    edits: [
      edit(
        'world/tree/naming.js',
        'return this.tree.rename(folder, name);',
        'return this.tree.rename(folder, name.toLowerCase());',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-87',
    what: 'It copies what is to be moved.',
    edits: [edit('world/tree/paste.js', 'if (order.move)', 'if (false)')],
    consequences: [],
  },
  {
    rule: 'SV-88',
    what: 'It moves what is to be copied.',
    edits: [edit('world/tree/paste.js', 'if (order.move)', 'if (true)')],
    consequences: [],
  },
  {
    rule: 'SV-89',
    what: 'It gives a file the name of another one.',
    edits: [edit('world/tree/naming.js', 'this.filesMayShareName ? []', 'true ? []')],
    consequences: [],
  },
];
