import { edit, type ServerFault } from '../fault.js';

const RESERVE = 'return this.#reserve({ id: this.#newId(uploader), uploader, folder, name, fullSize });';
const START = `return 'refused' in started ? 0n : started.id;
    }),
    /** The id of the file itself`;

/** Gives files another name than they are reserved under. @param name what becomes of `name`, in JavaScript */
const named = (name: string) =>
  [edit('world/uploads/uploads.js', RESERVE, RESERVE.replace(' name,', ` name: ${name},`))] as const;

/** Faults about the steps before the parts, and about what a file is when it is there. */
export const UPLOADS: readonly ServerFault[] = [
  {
    rule: 'SV-15',
    what: 'It gives session keys for the root only.',
    edits: [
      edit(
        'operations/upload.js',
        '=> mayUploadTo(call, dirId) ?',
        '=> dirId === -1n && mayUploadTo(call, dirId) ?',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-16',
    what: 'It has no data center.',
    edits: [edit('operations/upload.js', 'BigInt(world.dataCenters.next() ?? 0)', '0n')],
    consequences: [],
  },
  {
    rule: 'SV-16',
    what: 'It names every other data center by a number of more than 32 bits.',
    edits: [
      edit(
        'operations/upload.js',
        'BigInt(world.dataCenters.next() ?? 0)',
        'BigInt(world.dataCenters.next() ?? 0) + (world.dataCenters.save() % 2 === 0 ? 2n ** 32n : 0n)',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-17',
    what: 'It gives the upload address without http.',
    edits: [
      edit(
        'operations/upload.js',
        `known ? formAddress(base, sessionKey, dataCenterId) : ''`,
        `known ? formAddress(base, sessionKey, dataCenterId).replace(/^https?:/, '') : ''`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-17',
    what: 'It gives no upload address for every other session.',
    edits: [
      edit(
        'operations/upload.js',
        'world.sessions.owner(sessionKey) !== undefined;',
        `world.sessions.owner(sessionKey) !== undefined && world.sessions.save().length % 2 === 1;`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-18',
    what: 'It reserves every file under the same id.',
    edits: [
      edit('world/tree/tree.js', 'this.ids.nextFrom(from)', 'from'),
      edit('world/uploads/uploads.js', 'uploader.nextFileId = idAfter(id)', 'uploader.nextFileId = id'),
    ],
    consequences: [],
  },
  {
    rule: 'SV-19',
    what: 'It rounds the ids of files as numbers of JavaScript are.',
    edits: [edit('operations/upload.js', START, START.replace('started.id', 'BigInt(Number(started.id))'))],
    // A file of no bytes has no part, and one that is cancelled may have none.
    consequences: ['SV-24', 'SV-32'],
  },
  {
    rule: 'SV-19',
    what: 'It refuses parts that begin behind byte 1000.',
    edits: [edit('world/uploads/uploads.js', 'if (firstByte > upload.fullSize)', 'if (firstByte > 1000n)')],
    consequences: ['SV-23', 'SV-27', 'SV-33'],
  },
  {
    rule: 'SV-28',
    what: 'It cuts the names of files after 20 characters.',
    edits: named('name.slice(0, 20)'),
    consequences: [],
  },
  {
    rule: 'SV-28',
    what: 'It takes letters apart from their accents.',
    edits: named(`name.normalize('NFD')`),
    consequences: [],
  },
  {
    rule: 'SV-28',
    what: 'It loses characters of more than 16 bits.',
    edits: named(String.raw`name.replace(/[^\0-\uffff]/gu, '?')`),
    consequences: [],
  },
  {
    rule: 'SV-28',
    what: 'It escapes & and < in the names of files twice.',
    edits: named(`name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')`),
    consequences: [],
  },
  {
    rule: 'SV-29',
    what: 'It puts every file into the root.',
    edits: [
      edit(
        'world/uploads/upload.js',
        'this.updates?.parent ?? this.#folder',
        'this.updates?.parent ?? this.#folder.owner.root',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-29',
    what: 'It tells the size of a file in whole kilobytes.',
    edits: [edit('operations/items.js', 'size: file.size,', 'size: (file.size / 1024n) * 1024n,')],
    consequences: [],
  },
];
