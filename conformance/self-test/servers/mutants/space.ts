import { edit } from '../../mutant.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const LARGEST = 'if (fullSize > uploader.maxFileSize)';
const FREE = 'return fullSize > free ?';

/** Mutants of the fake: the room that there is. */
export const SPACE: readonly ServerMutant[] = [
  mutant(
    'SV-10',
    'It refuses a file of exactly the largest size.',
    edit('world/uploads/uploads.js', LARGEST, LARGEST.replace('>', '>=')),
  ),
  mutant(
    'SV-10',
    'It reserves a file of one byte more than the largest size.',
    edit('world/uploads/uploads.js', LARGEST, 'if (fullSize > uploader.maxFileSize + 1n)'),
  ),
  mutant(
    'SV-11',
    'It refuses a file of exactly the free space.',
    edit('world/uploads/uploads.js', FREE, 'return fullSize >= free ?'),
  ),
  mutant(
    'SV-11',
    'It reserves one byte more than the free space.',
    edit('world/uploads/uploads.js', FREE, 'return fullSize > free + 1n ?'),
  ),
  mutant(
    'SV-12',
    'It does not release the bytes of files that are deleted for good.',
    edit('world/tree/tree.js', `node.owner.space.giveBack(node.size, wasThere ? 'stored' : 'binned');`, ''),
  ),
  mutant(
    'SV-12',
    'It counts one byte more for each file than it has.',
    edit(
      'world/tree/tree.js',
      `file.owner.space.take(file.size, inBin(parent) ? 'binned' : 'stored');`,
      `file.owner.space.take(file.size + 1n, inBin(parent) ? 'binned' : 'stored');`,
    ),
  ),
  mutant(
    'SV-13',
    'It does not count the files in the recycle bin.',
    edit('world/accounts/quota.js', 'binCounts ? space.binned : 0n', '0n'),
  ),
  mutant(
    'SV-14',
    'It does not count reserved files.',
    edit('world/accounts/quota.js', '- space.stored - space.reserved', '- space.stored'),
  ),
];
