import { edit, type Mutant, mutant } from '../../mutant.js';

/** It compares neither size nor digest of a download. */
const COMPARES_NOTHING = [
  edit('download.js', 'if (item && item.size !== size)', 'if (item && size < 0n)'),
  edit(
    'download.js',
    'if (item?.md5 !== undefined && item.md5.toLowerCase() !== md5)',
    'if (md5 === undefined)',
  ),
] as const;

const DELETE = 'await client.deleteFile({ fileId: BigInt(fileId) });';

/** Mutants: in what a client does besides uploads. */
export const ACCOUNTS: readonly Mutant[] = [
  mutant(
    'OP-01',
    'It keeps the free space in a double.',
    edit(
      'operations.js',
      'String(await client.getFreeSpace())',
      'String(BigInt(Number(await client.getFreeSpace())))',
    ),
  ),
  mutant(
    'OP-02',
    'It reports sizes in whole kilobytes.',
    edit(
      'operations.js',
      'name, size: String(size),',
      'name, size: String(Math.ceil(Number(size) / 1024) * 1024),',
    ),
    ['OP-09'],
  ),
  mutant(
    'OP-02',
    'It lists no more than the first item.',
    edit('operations.js', 'items: listed.map(', 'items: listed.slice(0, 1).map('),
    ['OP-09'],
  ),
  mutant(
    'OP-02',
    'It reads sizes as 32 bits with a sign.',
    edit('operations.js', 'name, size: String(size),', 'name, size: String(BigInt.asIntN(32, size)),'),
  ),
  mutant(
    'OP-12',
    'It takes references by number for question marks.',
    edit(
      'soap-http.js',
      'const text = textIn(bytes, response);',
      "const text = textIn(bytes, response).replace(/&#x?[0-9a-f]+;/gi, '?');",
    ),
    ['UP-29', 'UP-42', 'UP-43', 'UP-44'],
  ),
  mutant(
    'OP-03',
    'It makes every folder in the root.',
    edit('operations.js', 'dirId: BigInt(dirId), folderName', 'dirId: -1n, folderName'),
  ),
  mutant(
    'OP-04',
    'It claims to have made a folder when it was refused.',
    edit('operations.js', 'if (id > 0n)', 'if (id <= 0n) return { dirId }; if (id > 0n)'),
  ),
  mutant(
    'OP-05',
    'It writes the bytes to another place.',
    edit('target.js', 'rename(beside, place)', "rename(beside, place + '.part')"),
  ),
  mutant(
    'OP-06',
    'It takes a download that broke off for done.',
    edit('four-shared.js', 'await target.drop();', 'return;'),
  ),
  mutant(
    'OP-07',
    'It keeps the id of what is to be deleted in 32 bits.',
    edit('operations.js', DELETE, 'await client.deleteFile({ fileId: BigInt.asIntN(32, BigInt(fileId)) });'),
  ),
  mutant('OP-07', 'It deletes nothing.', edit('operations.js', DELETE, 'await client.getFreeSpace();')),
  mutant(
    'OP-08',
    'It does not wait for what comes of deleting.',
    edit('operations.js', DELETE, 'await client.deleteFile({ fileId: BigInt(fileId) }).catch(() => {});'),
  ),
  mutant(
    'OP-09',
    'It drops the blanks around names.',
    edit('operations.js', 'name, size: String(size),', 'name: name.trim(), size: String(size),'),
  ),
  mutant(
    'OP-10',
    'It takes the page of a file for the file.',
    [
      edit(
        'download.js',
        `const address = link ? await service.call('getDirectLink', { link }, signal) : '';`,
        `const address = link ?? '';`,
      ),
      ...COMPARES_NOTHING,
    ],
    ['OP-05', 'OP-06'],
  ),
  mutant('OP-11', 'It takes any answer of the direct link for the file.', [...COMPARES_NOTHING]),
];
