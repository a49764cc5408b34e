import { edit } from '../../mutant.js';
import { answering, given, ignoring, returning } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const RESTORED = 'this.tree.restore(file, isThere ? parent : file.owner.root);';
const BINNED = 'account.bin.all()';

/** Mutants of the fake: the recycle bin and what leaves it. */
export const BIN: readonly ServerMutant[] = [
  mutant(
    'SV-45',
    'It deletes files for good instead of putting them into the recycle bin.',
    answering('deleteFile', (call, args) => call('deleteFileFinal', args)),
    ['SV-13'],
  ),
  mutant(
    'SV-45',
    'It does not mark files in the recycle bin as removed.',
    returning('getRecycleBinItems', (items) => items.map((item) => item && { ...item, removed: false })),
    ['SV-49'],
  ),
  mutant(
    'SV-46',
    'It restores every file to the root.',
    edit('world/tree/bin.js', RESTORED, 'this.tree.restore(file, file.owner.root);'),
    ['SV-47'],
  ),
  mutant(
    'SV-47',
    'It restores only the first of several files.',
    given('restoreFiles', (args) => ({ ...args, fileIds: args.fileIds.slice(0, 1) })),
  ),
  mutant(
    'SV-48',
    'It puts files into the recycle bin instead of deleting them for good.',
    answering('deleteFileFinal', (call, args) => call('deleteFile', args)),
    ['SV-12'],
  ),
  mutant(
    'SV-49',
    'It reports files as usable whose folder is in the recycle bin.',
    returning('getFileInfo', (item) => ({ ...item, removed: false })),
  ),
  mutant(
    'SV-50',
    'It keeps the files of a folder that is deleted for good.',
    edit('world/tree/tree.js', 'inSteps(eachWithin(node), (gone)', 'inSteps([node], (gone)'),
  ),
  mutant(
    'SV-51',
    'It answers with a fault when a file is deleted again.',
    edit('operations/files.js', `world.assume['delete-again'] === 'fault'`, 'true'),
  ),
  mutant(
    'SV-52',
    'It does not restore files whose folder is gone.',
    edit('world/tree/bin.js', `this.orphans === 'fault'`, 'true'),
  ),
  mutant(
    'SV-53',
    'It leaves folders in a recycle bin that is emptied.',
    edit('world/tree/bin.js', BINNED, `${BINNED}.filter(({ kind }) => kind === 'file')`),
  ),
  mutant(
    'SV-53',
    'It reports an empty recycle bin, and leaves everything in it.',
    ignoring('emptyRecycleBin', 0),
  ),
  mutant(
    'SV-54',
    'It answers with another text than `File not found`.',
    edit('world/errors.js', `'File not found')`, `'No such item')`),
  ),
];
