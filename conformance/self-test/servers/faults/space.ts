import { edit, type ServerFault } from '../fault.js';

const LARGEST = 'if (fullSize > uploader.maxFileSize)';
const FREE = 'return fullSize > free ?';

/** Faults about the room that there is. */
export const SPACE: readonly ServerFault[] = [
  {
    rule: 'SV-10',
    what: 'It refuses a file of just the largest size.',
    edits: [edit('world/uploads/uploads.js', LARGEST, LARGEST.replace('>', '>='))],
    consequences: [],
  },
  {
    rule: 'SV-10',
    what: 'It reserves a file of a byte more than the largest one may have.',
    edits: [edit('world/uploads/uploads.js', LARGEST, 'if (fullSize > uploader.maxFileSize + 1n)')],
    consequences: [],
  },
  {
    rule: 'SV-11',
    what: 'It wants a byte to be left of the free space.',
    edits: [edit('world/uploads/uploads.js', FREE, 'return fullSize >= free ?')],
    consequences: [],
  },
  {
    rule: 'SV-11',
    what: 'It reserves a byte more than there is.',
    edits: [edit('world/uploads/uploads.js', FREE, 'return fullSize > free + 1n ?')],
    consequences: [],
  },
  {
    rule: 'SV-12',
    what: 'It does not give back the bytes of what is deleted for good.',
    edits: [
      edit('world/tree/tree.js', `node.owner.space.giveBack(node.size, wasThere ? 'stored' : 'binned');`, ''),
    ],
    consequences: [],
  },
  {
    rule: 'SV-12',
    what: 'It counts a byte more for each file than it has.',
    edits: [
      edit(
        'world/tree/tree.js',
        `file.owner.space.take(file.size, inBin(parent) ? 'binned' : 'stored');`,
        `file.owner.space.take(file.size + 1n, inBin(parent) ? 'binned' : 'stored');`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-13',
    what: 'It does not count what is in the recycle bin.',
    edits: [edit('world/accounts/quota.js', 'binCounts ? space.binned : 0n', '0n')],
    consequences: [],
  },
  {
    rule: 'SV-14',
    what: 'It does not count what is only reserved.',
    edits: [edit('world/accounts/quota.js', '- space.stored - space.reserved', '- space.stored')],
    consequences: [],
  },
];
