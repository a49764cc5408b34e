import { edit, type Mutant, mutant } from '../../mutant.js';

const START = `service.call('uploadStartFile', { dirId, name, fullSize: size }, signal)`;
const FILE_ID = `const fileId = await ${START};`;

/** Mutants: about what is reserved. */
export const RESERVATIONS: readonly Mutant[] = [
  mutant(
    'UP-16',
    'It stops at the file id 0, and not at negative ones.',
    edit('upload.js', 'if (fileId <= 0n)', 'if (fileId === 0n)'),
  ),
  mutant(
    'UP-17',
    'It keeps file ids in 32 bits.',
    edit('upload.js', FILE_ID, `const fileId = BigInt.asIntN(32, await ${START});`),
  ),
  mutant(
    'UP-17',
    'It keeps file ids in a double.',
    edit('upload.js', FILE_ID, `const fileId = BigInt(Number(await ${START}));`),
  ),
  mutant(
    'UP-18',
    'It puts an underscore in place of every letter that is not ASCII.',
    edit('upload.js', START, START.replace('name', `name: name.replace(/[^ -~]/gu, '_')`)),
  ),
  mutant(
    'UP-18',
    'It sends every file whole, under a name with a question mark for each letter that is not ASCII.',
    [
      edit('send-part.js', 'multipartForm(fields,', 'multipartForm({},'),
      edit('send-part.js', 'progress.name, ()', `progress.name.replace(/[^ -~]/gu, '?'), ()`),
      edit(
        'upload.js',
        'const problem = await service.call(',
        'return { id: fileId }; const problem = await service.call(',
      ),
    ],
    [
      'UP-06',
      'UP-07',
      'UP-17',
      'UP-21',
      'UP-22',
      'UP-25',
      'UP-32',
      'UP-33',
      'UP-34',
      'UP-35',
      'UP-42',
      'UP-43',
      'UP-44',
      'UP-46',
      'UP-51',
    ],
  ),
  mutant(
    'UP-19',
    'It reserves no more than 128 kB.',
    edit('upload.js', START, START.replace(': size', ': size < 131_071n ? size : 131_071n')),
    ['UP-22', 'UP-23', 'UP-37'],
  ),
  mutant(
    'UP-20',
    'It reserves every file in the root.',
    edit('upload.js', START, START.replace('dirId', 'dirId: -1n')),
  ),
  mutant(
    'UP-36',
    'It cannot go on with an upload, and leaves the reservation where it is when a part fails.',
    [
      edit('operations.js', 'resume: operation(', 'unclaimed: operation('),
      edit('upload.js', 'throw new UploadStopped(stopOf(error), writeHandle(progress));', 'throw error;'),
    ],
  ),
  mutant(
    'UP-36',
    'It reserves the file anew when it is to go on with an upload, and leaves what was reserved.',
    edit('operations.js', 'if (handle === undefined)', 'if (handle !== null)'),
    ['UP-37'],
  ),
  mutant(
    'UP-37',
    'It sends everything again when it goes on with an upload.',
    edit('upload.js', '.filter(({ start }) => !sent.has(start))', ''),
  ),
  mutant('UP-46', 'It keeps the name of the file in one place for all uploads.', [
    edit(
      'upload.js',
      'await checkRoom(service, size, signal);',
      'upload.order = order; await checkRoom(service, size, signal);',
    ),
    edit('upload.js', START, START.replace('name', 'name: upload.order.name')),
  ]),
];
