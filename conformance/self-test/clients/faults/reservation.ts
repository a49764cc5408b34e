import { type ClientFault, edit } from '../fault.js';

const START = `service.call('uploadStartFile', { dirId, name, fullSize: size }, signal)`;
const FILE_ID = `const fileId = await ${START};`;

/** Faults about what is reserved. */
export const RESERVATIONS: readonly ClientFault[] = [
  {
    rule: 'UP-16',
    what: 'It stops at the file id 0, and not at negative ones.',
    edits: [edit('upload.js', 'if (fileId <= 0n)', 'if (fileId === 0n)')],
    consequences: [],
  },
  {
    rule: 'UP-17',
    what: 'It keeps file ids in 32 bits.',
    edits: [edit('upload.js', FILE_ID, `const fileId = BigInt.asIntN(32, await ${START});`)],
    consequences: [],
  },
  {
    rule: 'UP-17',
    what: 'It keeps file ids in a double.',
    edits: [edit('upload.js', FILE_ID, `const fileId = BigInt(Number(await ${START}));`)],
    consequences: [],
  },
  {
    rule: 'UP-18',
    what: 'It puts an underscore in place of every letter that is not ASCII.',
    edits: [edit('upload.js', START, START.replace('name', `name: name.replace(/[^ -~]/gu, '_')`))],
    consequences: [],
  },
  {
    rule: 'UP-18',
    what: 'It sends every file whole, under a name with a question mark for each letter that is not ASCII.',
    edits: [
      edit('send-part.js', 'multipartForm(fields,', 'multipartForm({},'),
      edit('send-part.js', 'progress.name, ()', `progress.name.replace(/[^ -~]/gu, '?'), ()`),
      edit(
        'upload.js',
        'const problem = await service.call(',
        'return { id: fileId }; const problem = await service.call(',
      ),
    ],
    consequences: [
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
  },
  {
    rule: 'UP-19',
    what: 'It reserves no more than 128 kB.',
    edits: [edit('upload.js', START, START.replace(': size', ': size < 131_071n ? size : 131_071n'))],
    consequences: ['UP-22', 'UP-23', 'UP-37'],
  },
  {
    rule: 'UP-20',
    what: 'It reserves every file in the root.',
    edits: [edit('upload.js', START, START.replace('dirId', 'dirId: -1n'))],
    consequences: [],
  },
  {
    rule: 'UP-36',
    what: 'It cannot go on with an upload, and leaves the reservation where it is when a part fails.',
    edits: [
      edit('operations.js', 'resume: operation(', 'unclaimed: operation('),
      edit('upload.js', 'throw new UploadStopped(stopOf(error), writeHandle(progress));', 'throw error;'),
    ],
    consequences: [],
  },
  {
    rule: 'UP-36',
    what: 'It reserves the file anew when it is to go on with an upload, and leaves what was reserved.',
    edits: [edit('operations.js', 'if (handle === undefined)', 'if (handle !== null)')],
    consequences: ['UP-37'],
  },
  {
    rule: 'UP-37',
    what: 'It sends everything again when it goes on with an upload.',
    edits: [edit('upload.js', '.filter(({ start }) => !sent.has(start))', '')],
    consequences: [],
  },
  {
    rule: 'UP-46',
    what: 'It keeps the name of the file in one place for all uploads.',
    edits: [
      edit(
        'upload.js',
        'await checkRoom(service, size, signal);',
        'upload.order = order; await checkRoom(service, size, signal);',
      ),
      edit('upload.js', START, START.replace('name', 'name: upload.order.name')),
    ],
    consequences: [],
  },
];
