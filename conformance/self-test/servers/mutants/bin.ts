import { edit, type Mutant, mutant } from '../../mutant.js';

const REMOVED = `await remove(call, call.world.access.file(call.account, fileId, 'delete'));`;
const PURGED = `await world.bin.purge(world.access.file(account, fileId, 'delete'));`;
const RESTORED = 'this.tree.restore(file, isThere ? parent : file.owner.root);';
const FACTS = 'fileFacts(node, removed, shared)';
const BINNED = 'account.bin.all()';

/** Mutants: about the recycle bin and what leaves it. */
export const BIN: readonly Mutant[] = [
  mutant(
    'SV-45',
    'It deletes files for good that are to be put into the recycle bin.',
    edit(
      'operations/files.js',
      REMOVED,
      `await call.world.bin.purge(call.world.access.file(call.account, fileId, 'delete'));`,
    ),
    ['SV-13'],
  ),
  mutant(
    'SV-45',
    'It does not tell that a file was removed.',
    edit('operations/items.js', FACTS, 'fileFacts(node, false, shared)'),
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
    edit('operations/trash.js', 'if (id !== null)', 'if (id === fileIds[0])'),
  ),
  mutant(
    'SV-48',
    'It puts files into the recycle bin that are to be deleted for good.',
    edit('operations/files.js', PURGED, PURGED.replace('purge', 'remove')),
    ['SV-12'],
  ),
  mutant(
    'SV-49',
    'It tells files for usable whose folder is in the recycle bin.',
    edit('operations/items.js', FACTS, 'fileFacts(node, node.removed, shared)'),
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
    'It says that it emptied the recycle bin, and leaves everything there.',
    edit('world/tree/bin.js', 'await this.purge(entry);', ''),
  ),
  mutant(
    'SV-54',
    'It calls a file that is not there by another text.',
    edit('world/errors.js', `super('File not found');`, `super('No such item');`),
  ),
];
