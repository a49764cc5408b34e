import { edit, type Mutant, mutant } from '../../mutant.js';

const LARGEST = 'if (fullSize > uploader.maxFileSize)';
const FREE = 'return fullSize > free ?';

/** Mutants: about the room that there is. */
export const SPACE: readonly Mutant[] = [
  mutant(
    'SV-10',
    'It refuses a file of just the largest size.',
    edit('world/uploads/uploads.js', LARGEST, LARGEST.replace('>', '>=')),
  ),
  mutant(
    'SV-10',
    'It reserves a file of a byte more than the largest one may have.',
    edit('world/uploads/uploads.js', LARGEST, 'if (fullSize > uploader.maxFileSize + 1n)'),
  ),
  mutant(
    'SV-11',
    'It wants a byte to be left of the free space.',
    edit('world/uploads/uploads.js', FREE, 'return fullSize >= free ?'),
  ),
  mutant(
    'SV-11',
    'It reserves a byte more than there is.',
    edit('world/uploads/uploads.js', FREE, 'return fullSize > free + 1n ?'),
  ),
  mutant(
    'SV-12',
    'It does not give back the bytes of what is deleted for good.',
    edit('world/tree/tree.js', `node.owner.space.giveBack(node.size, wasThere ? 'stored' : 'binned');`, ''),
  ),
  mutant(
    'SV-12',
    'It counts a byte more for each file than it has.',
    edit(
      'world/tree/tree.js',
      `file.owner.space.take(file.size, inBin(parent) ? 'binned' : 'stored');`,
      `file.owner.space.take(file.size + 1n, inBin(parent) ? 'binned' : 'stored');`,
    ),
  ),
  mutant(
    'SV-13',
    'It does not count what is in the recycle bin.',
    edit('world/accounts/quota.js', 'binCounts ? space.binned : 0n', '0n'),
  ),
  mutant(
    'SV-14',
    'It does not count what is only reserved.',
    edit('world/accounts/quota.js', '- space.stored - space.reserved', '- space.stored'),
  ),
];
