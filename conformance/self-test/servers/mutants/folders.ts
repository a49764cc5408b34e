import { edit, type Mutant, mutant } from '../../mutant.js';

const MADE = `return typeof made === 'string' ? DENIALS[made] : made.id;`;
const PARENT = `world.access.folder(account, dirId, 'createSubFolders'), undefined)`;
const ADDED = 'this.tree.addFolder(parent, name)';
const CODES = 'const DENIALS = { denied: 0n, exists: -1n, removed: -2n };';

/** Mutants: about making, naming and moving folders and files. */
export const FOLDERS: readonly Mutant[] = [
  mutant(
    'SV-35',
    'It answers with the id of the folder in which it makes another one.',
    edit('operations/folders.js', MADE, MADE.replace('made.id', 'parent.parent ? parent.id : made.id')),
  ),
  mutant(
    'SV-36',
    'It makes a second folder of a name.',
    edit('world/tree/naming.js', `if (parent.children.named('folder', name).length > 0)`, 'if (false)'),
  ),
  mutant(
    'SV-36',
    'It answers with 0 when there is a folder of that name.',
    edit('operations/folders.js', CODES, CODES.replace('exists: -1n', 'exists: 0n')),
  ),
  mutant(
    'SV-37',
    'It answers with -1 when the folder to make one in was removed.',
    edit('operations/folders.js', CODES, CODES.replace('removed: -2n', 'removed: -1n')),
  ),
  mutant(
    'SV-37',
    'It makes folders in those that were removed.',
    edit('world/tree/naming.js', `if (inBin(parent))`, 'if (false)'),
  ),
  mutant(
    'SV-38',
    'It makes a folder in the root where there is no folder.',
    edit(
      'operations/folders.js',
      PARENT,
      `dirId === -1n || world.tree.node(dirId)?.kind === 'folder' ? ${PARENT.replace(', undefined)', '')} : account.root, undefined)`,
    ),
  ),
  mutant(
    'SV-39',
    'It cuts the names of folders after 30 characters.',
    edit('world/tree/naming.js', ADDED, ADDED.replace('name)', 'name.slice(0, 30))')),
  ),
  mutant(
    'SV-39',
    'It makes question marks of letters that are not Latin.',
    edit(
      'world/tree/naming.js',
      ADDED,
      ADDED.replace('name)', String.raw`name.replace(/[^\0-\xff]/gu, '?'))`),
    ),
  ),
  mutant(
    'SV-85',
    'It renames no file, and says that it did.',
    edit('world/tree/naming.js', 'return this.tree.rename(file, name);', 'return file;'),
  ),
  mutant(
    'SV-86',
    'It writes the new names of folders in small letters.',
    edit(
      'world/tree/naming.js',
      'return this.tree.rename(folder, name);',
      'return this.tree.rename(folder, name.toLowerCase());',
    ),
  ),
  mutant(
    'SV-87',
    'It copies what is to be moved.',
    edit('world/tree/paste.js', 'if (order.move)', 'if (false)'),
  ),
  mutant(
    'SV-88',
    'It moves what is to be copied.',
    edit('world/tree/paste.js', 'if (order.move)', 'if (true)'),
  ),
  mutant(
    'SV-89',
    'It gives a file the name of another one.',
    edit('world/tree/naming.js', 'this.filesMayShareName ? []', 'true ? []'),
  ),
];
