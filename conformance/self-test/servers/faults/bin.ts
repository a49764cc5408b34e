import { edit, type ServerFault } from '../fault.js';

const REMOVED = `await remove(call, call.world.access.file(call.account, fileId, 'delete'));`;
const PURGED = `await world.bin.purge(world.access.file(account, fileId, 'delete'));`;
const RESTORED = 'this.tree.restore(file, isThere ? parent : file.owner.root);';
const FACTS = 'fileFacts(node, removed, shared)';
const BINNED = 'account.bin.all()';

/** Faults about the recycle bin and what leaves it. */
export const BIN: readonly ServerFault[] = [
  {
    rule: 'SV-45',
    what: 'It deletes files for good that are to be put into the recycle bin.',
    edits: [
      edit(
        'operations/files.js',
        REMOVED,
        `await call.world.bin.purge(call.world.access.file(call.account, fileId, 'delete'));`,
      ),
    ],
    consequences: ['SV-13'],
  },
  {
    rule: 'SV-45',
    what: 'It does not tell that a file was removed.',
    edits: [edit('operations/items.js', FACTS, 'fileFacts(node, false, shared)')],
    consequences: ['SV-49'],
  },
  {
    rule: 'SV-46',
    what: 'It restores every file to the root.',
    edits: [edit('world/tree/bin.js', RESTORED, 'this.tree.restore(file, file.owner.root);')],
    consequences: ['SV-47'],
  },
  {
    rule: 'SV-47',
    what: 'It restores only the first of several files.',
    edits: [edit('operations/trash.js', 'if (id !== null)', 'if (id === fileIds[0])')],
    consequences: [],
  },
  {
    rule: 'SV-48',
    what: 'It puts files into the recycle bin that are to be deleted for good.',
    edits: [edit('operations/files.js', PURGED, PURGED.replace('purge', 'remove'))],
    consequences: ['SV-12'],
  },
  {
    rule: 'SV-49',
    what: 'It tells files for usable whose folder is in the recycle bin.',
    edits: [edit('operations/items.js', FACTS, 'fileFacts(node, node.removed, shared)')],
    consequences: [],
  },
  {
    rule: 'SV-50',
    what: 'It keeps the files of a folder that is deleted for good.',
    edits: [edit('world/tree/tree.js', 'inSteps(eachWithin(node), (gone)', 'inSteps([node], (gone)')],
    consequences: [],
  },
  {
    rule: 'SV-51',
    what: 'It answers with a fault when a file is deleted again.',
    edits: [edit('operations/files.js', `world.assume['delete-again'] === 'fault'`, 'true')],
    consequences: [],
  },
  {
    rule: 'SV-52',
    what: 'It does not restore files whose folder is gone.',
    edits: [edit('world/tree/bin.js', `this.orphans === 'fault'`, 'true')],
    consequences: [],
  },
  {
    rule: 'SV-53',
    what: 'It leaves folders in a recycle bin that is emptied.',
    edits: [edit('world/tree/bin.js', BINNED, `${BINNED}.filter(({ kind }) => kind === 'file')`)],
    consequences: [],
  },
  {
    rule: 'SV-53',
    what: 'It says that it emptied the recycle bin, and leaves everything there.',
    edits: [edit('world/tree/bin.js', 'await this.purge(entry);', '')],
    consequences: [],
  },
  {
    rule: 'SV-54',
    what: 'It calls a file that is not there by another text.',
    edits: [edit('world/errors.js', `super('File not found');`, `super('No such item');`)],
    consequences: [],
  },
];
