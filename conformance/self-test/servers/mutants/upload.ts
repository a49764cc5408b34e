import { edit, type Mutant, mutant } from '../../mutant.js';

const RESERVE = 'return this.#reserve({ id: this.#newId(uploader), uploader, folder, name, fullSize });';
const START = `return 'refused' in started ? 0n : started.id;
    }),
    /** The id of the file itself`;

/** Gives files another name than they are reserved under. @param name what becomes of `name`, in JavaScript */
const named = (name: string) =>
  [edit('world/uploads/uploads.js', RESERVE, RESERVE.replace(' name,', ` name: ${name},`))] as const;

/** Mutants: about the steps before the parts, and about what a file is when it is there. */
export const UPLOADS: readonly Mutant[] = [
  mutant(
    'SV-15',
    'It gives session keys for the root only.',
    edit(
      'operations/upload.js',
      '=> mayUploadTo(call, dirId) ?',
      '=> dirId === -1n && mayUploadTo(call, dirId) ?',
    ),
  ),
  mutant(
    'SV-16',
    'It has no data center.',
    edit('operations/upload.js', 'BigInt(world.dataCenters.next() ?? 0)', '0n'),
  ),
  mutant(
    'SV-16',
    'It names every other data center by a number of more than 32 bits.',
    edit(
      'operations/upload.js',
      'BigInt(world.dataCenters.next() ?? 0)',
      'BigInt(world.dataCenters.next() ?? 0) + (world.dataCenters.save() % 2 === 0 ? 2n ** 32n : 0n)',
    ),
  ),
  mutant(
    'SV-17',
    'It gives the upload address without http.',
    edit(
      'operations/upload.js',
      `known ? formAddress(base, sessionKey, dataCenterId) : ''`,
      `known ? formAddress(base, sessionKey, dataCenterId).replace(/^https?:/, '') : ''`,
    ),
  ),
  mutant(
    'SV-17',
    'It gives no upload address for every other session.',
    edit(
      'operations/upload.js',
      'world.sessions.owner(sessionKey) !== undefined;',
      `world.sessions.owner(sessionKey) !== undefined && world.sessions.save().length % 2 === 1;`,
    ),
  ),
  mutant('SV-18', 'It reserves every file under the same id.', [
    edit('world/tree/tree.js', 'this.ids.nextFrom(from)', 'from'),
    edit('world/uploads/uploads.js', 'uploader.nextFileId = idAfter(id)', 'uploader.nextFileId = id'),
  ]),
  // A file of no bytes has no part, and one that is cancelled may have none.
  mutant(
    'SV-19',
    'It rounds the ids of files as numbers of JavaScript are.',
    edit('operations/upload.js', START, START.replace('started.id', 'BigInt(Number(started.id))')),
    ['SV-24', 'SV-32'],
  ),
  mutant(
    'SV-19',
    'It refuses parts that begin behind byte 1000.',
    edit('world/uploads/uploads.js', 'if (firstByte > upload.fullSize)', 'if (firstByte > 1000n)'),
    ['SV-23', 'SV-27', 'SV-33'],
  ),
  mutant('SV-28', 'It cuts the names of files after 20 characters.', named('name.slice(0, 20)')),
  mutant('SV-28', 'It takes letters apart from their accents.', named(`name.normalize('NFD')`)),
  mutant(
    'SV-28',
    'It loses characters of more than 16 bits.',
    named(String.raw`name.replace(/[^\0-\uffff]/gu, '?')`),
  ),
  mutant(
    'SV-28',
    'It escapes & and < in the names of files twice.',
    named(`name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')`),
  ),
  mutant(
    'SV-29',
    'It puts every file into the root.',
    edit(
      'world/uploads/upload.js',
      'this.updates?.parent ?? this.#folder',
      'this.updates?.parent ?? this.#folder.owner.root',
    ),
  ),
  mutant(
    'SV-29',
    'It tells the size of a file in whole kilobytes.',
    edit('operations/items.js', 'size: file.size,', 'size: (file.size / 1024n) * 1024n,'),
  ),
];
