import { type ClientFault, edit } from '../fault.js';

/** It believes what comes, whatever the service says of the file. */
const COMPARES_NOTHING = [
  edit('download.js', 'if (item && item.size !== size)', 'if (item && size < 0n)'),
  edit(
    'download.js',
    'if (item?.md5 !== undefined && item.md5.toLowerCase() !== md5)',
    'if (md5 === undefined)',
  ),
] as const;

const DELETE = 'await client.deleteFile({ fileId: BigInt(fileId) });';

/** Faults in what a client does besides uploads. */
export const ACCOUNTS: readonly ClientFault[] = [
  {
    rule: 'OP-01',
    what: 'It keeps the free space in a double.',
    edits: [
      edit(
        'operations.js',
        'String(await client.getFreeSpace())',
        'String(BigInt(Number(await client.getFreeSpace())))',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'OP-02',
    what: 'It tells sizes in whole kilobytes.',
    edits: [
      edit(
        'operations.js',
        'name, size: String(size),',
        'name, size: String(Math.ceil(Number(size) / 1024) * 1024),',
      ),
    ],
    consequences: ['OP-09'],
  },
  {
    rule: 'OP-02',
    what: 'It lists no more than the first item.',
    edits: [edit('operations.js', 'items: listed.map(', 'items: listed.slice(0, 1).map(')],
    consequences: ['OP-09'],
  },
  {
    rule: 'OP-02',
    what: 'It reads sizes as 32 bits with a sign.',
    edits: [
      edit('operations.js', 'name, size: String(size),', 'name, size: String(BigInt.asIntN(32, size)),'),
    ],
    consequences: [],
  },
  {
    rule: 'OP-12',
    what: 'It takes references by number for question marks.',
    edits: [
      edit(
        'soap-http.js',
        'const text = textIn(bytes, response);',
        "const text = textIn(bytes, response).replace(/&#x?[0-9a-f]+;/gi, '?');",
      ),
    ],
    consequences: ['UP-29', 'UP-42', 'UP-43', 'UP-44'],
  },
  {
    rule: 'OP-03',
    what: 'It makes every folder in the root.',
    edits: [edit('operations.js', 'dirId: BigInt(dirId), folderName', 'dirId: -1n, folderName')],
    consequences: [],
  },
  {
    rule: 'OP-04',
    what: 'It claims to have made a folder when it was refused.',
    edits: [edit('operations.js', 'if (id > 0n)', 'if (id <= 0n) return { dirId }; if (id > 0n)')],
    consequences: [],
  },
  {
    rule: 'OP-05',
    what: 'It writes the bytes to another place.',
    edits: [edit('target.js', 'rename(beside, place)', "rename(beside, place + '.part')")],
    consequences: [],
  },
  {
    rule: 'OP-06',
    what: 'It takes a download that broke off for done.',
    edits: [edit('four-shared.js', 'await target.drop();', 'return;')],
    consequences: [],
  },
  {
    rule: 'OP-07',
    what: 'It keeps the id of what is to be deleted in 32 bits.',
    edits: [
      edit(
        'operations.js',
        DELETE,
        'await client.deleteFile({ fileId: BigInt.asIntN(32, BigInt(fileId)) });',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'OP-07',
    what: 'It deletes nothing.',
    edits: [edit('operations.js', DELETE, 'await client.getFreeSpace();')],
    consequences: [],
  },
  {
    rule: 'OP-08',
    what: 'It does not wait for what comes of deleting.',
    edits: [
      edit('operations.js', DELETE, 'await client.deleteFile({ fileId: BigInt(fileId) }).catch(() => {});'),
    ],
    consequences: [],
  },
  {
    rule: 'OP-09',
    what: 'It drops the blanks around names.',
    edits: [edit('operations.js', 'name, size: String(size),', 'name: name.trim(), size: String(size),')],
    consequences: [],
  },
  {
    rule: 'OP-10',
    what: 'It takes the page of a file for the file.',
    edits: [
      edit(
        'download.js',
        `const address = link ? await service.call('getDirectLink', { link }, signal) : '';`,
        `const address = link ?? '';`,
      ),
      ...COMPARES_NOTHING,
    ],
    consequences: ['OP-05', 'OP-06'],
  },
  {
    rule: 'OP-11',
    what: 'It takes whatever comes from the direct link for the file.',
    edits: [...COMPARES_NOTHING],
    consequences: [],
  },
];
