import { edit, type Mutant, mutant } from '../../mutant.js';

const FREE = `const free = await service.call('getFreeSpace', {}, signal);`;
const LARGEST = `const largest = await service.call('getMaxFileSize', {}, signal);`;

/** Mutants: about the room that a file needs. */
export const LIMITS: readonly Mutant[] = [
  mutant('UP-01', 'It does not ask for the free space.', edit('upload.js', FREE, 'const free = size;'), [
    'UP-03',
  ]),
  mutant(
    'UP-02',
    'It does not ask how large a file may be.',
    edit('upload.js', LARGEST, 'const largest = size;'),
    ['UP-04'],
  ),
  mutant(
    'UP-03',
    'It asks for the free space, and does not look at the answer.',
    edit('upload.js', 'if (size > free)', 'if (free < 0n)'),
  ),
  mutant(
    'UP-04',
    'It takes the largest size of a file for kilobytes.',
    edit('upload.js', 'if (size > largest)', 'if (size > largest * 1024n)'),
  ),
  mutant(
    'UP-05',
    'It goes on with the file id 0, which it gets when the limits have changed.',
    edit('upload.js', 'if (fileId <= 0n)', 'if (fileId < 0n)'),
    ['UP-16'],
  ),
  mutant(
    'UP-06',
    'It wants one byte to be left of the free space.',
    edit('upload.js', 'if (size > free)', 'if (size >= free)'),
  ),
  mutant(
    'UP-07',
    'It takes the largest size for the least one that is forbidden.',
    edit('upload.js', 'if (size > largest)', 'if (size >= largest)'),
  ),
  mutant(
    'UP-25',
    'It refuses empty files.',
    edit(
      'upload.js',
      'await checkRoom(service, size, signal);',
      `if (size === 0n) throw new Failure('refused', 'the file is empty'); await checkRoom(service, size, signal);`,
    ),
  ),
];
