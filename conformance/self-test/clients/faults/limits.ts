import { type ClientFault, edit } from '../fault.js';

const FREE = `const free = await service.call('getFreeSpace', {}, signal);`;
const LARGEST = `const largest = await service.call('getMaxFileSize', {}, signal);`;

/** Faults about the room that a file needs. */
export const LIMITS: readonly ClientFault[] = [
  {
    rule: 'UP-01',
    what: 'It does not ask for the free space.',
    edits: [edit('upload.js', FREE, 'const free = size;')],
    consequences: ['UP-03'],
  },
  {
    rule: 'UP-02',
    what: 'It does not ask how large a file may be.',
    edits: [edit('upload.js', LARGEST, 'const largest = size;')],
    consequences: ['UP-04'],
  },
  {
    rule: 'UP-03',
    what: 'It asks for the free space, and does not look at the answer.',
    edits: [edit('upload.js', 'if (size > free)', 'if (free < 0n)')],
    consequences: [],
  },
  {
    rule: 'UP-04',
    what: 'It takes the largest size of a file for kilobytes.',
    edits: [edit('upload.js', 'if (size > largest)', 'if (size > largest * 1024n)')],
    consequences: [],
  },
  {
    rule: 'UP-05',
    what: 'It goes on with the file id 0, which it gets when the limits have changed.',
    edits: [edit('upload.js', 'if (fileId <= 0n)', 'if (fileId < 0n)')],
    consequences: ['UP-16'],
  },
  {
    rule: 'UP-06',
    what: 'It wants one byte to be left of the free space.',
    edits: [edit('upload.js', 'if (size > free)', 'if (size >= free)')],
    consequences: [],
  },
  {
    rule: 'UP-07',
    what: 'It takes the largest size for the least one that is forbidden.',
    edits: [edit('upload.js', 'if (size > largest)', 'if (size >= largest)')],
    consequences: [],
  },
  {
    rule: 'UP-25',
    what: 'It refuses empty files.',
    edits: [
      edit(
        'upload.js',
        'await checkRoom(service, size, signal);',
        `if (size === 0n) throw new Failure('refused', 'the file is empty'); await checkRoom(service, size, signal);`,
      ),
    ],
    consequences: [],
  },
];
