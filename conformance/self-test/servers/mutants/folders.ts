import { edit } from '../../mutant.js';
import { answering, given, ignoring, returning } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

/** Mutants of the fake: making, naming and moving folders and files. */
export const FOLDERS: readonly ServerMutant[] = [
  mutant(
    'SV-35',
    'It returns the id of the parent of a new folder.',
    returning('createNewFolder', (id, { dirId }) => (id > 0n && dirId !== -1n ? dirId : id)),
  ),
  mutant(
    'SV-36',
    'It creates a second folder of a name.',
    edit('world/tree/naming.js', `if (parent.children.named('folder', name).length > 0)`, 'if (false)'),
  ),
  mutant(
    'SV-36',
    'It returns 0 when the name of a new folder is taken.',
    returning('createNewFolder', (id) => (id === -1n ? 0n : id)),
  ),
  mutant(
    'SV-37',
    'It returns -1 when the parent of a new folder was removed.',
    returning('createNewFolder', (id) => (id === -2n ? -1n : id)),
  ),
  mutant(
    'SV-37',
    'It creates folders in removed ones.',
    edit('world/tree/naming.js', `if (inBin(parent))`, 'if (false)'),
  ),
  mutant(
    'SV-38',
    'It creates a folder in the root when the parent does not exist.',
    answering('createNewFolder', async (call, args) => {
      const outcome = await call('createNewFolder', args);
      return 'value' in outcome ? outcome : call('createNewFolder', { ...args, dirId: -1n });
    }),
  ),
  mutant(
    'SV-39',
    'It truncates the names of folders to 30 characters.',
    given('createNewFolder', (args) => ({ ...args, folderName: args.folderName.slice(0, 30) })),
  ),
  mutant(
    'SV-39',
    'It replaces letters that are not Latin by question marks.',
    given('createNewFolder', (args) => ({
      ...args,
      folderName: args.folderName.replace(/[^\0-\xff]/gu, '?'),
    })),
  ),
  mutant('SV-85', 'It renames no file, and reports success.', ignoring('renameFile', 0n), ['SV-89']),
  mutant(
    'SV-86',
    'It converts the new names of folders to lower case.',
    given('renameFolder', (args) => ({ ...args, newName: args.newName.toLowerCase() })),
  ),
  mutant(
    'SV-87',
    'It copies instead of moving.',
    given('pasteFilesDirs', (args) => ({ ...args, cut: false })),
  ),
  mutant(
    'SV-88',
    'It moves instead of copying.',
    given('pasteFilesDirs', (args) => ({ ...args, cut: true })),
  ),
  mutant(
    'SV-89',
    'It gives a file the name of another one.',
    edit('world/tree/naming.js', 'this.filesMayShareName ? []', 'true ? []'),
  ),
];
