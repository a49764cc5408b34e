import { edit } from '../../mutant.js';
import { given, returning, withoutScheme } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const named = (change: (name: string) => string) =>
  given('uploadStartFile', (args) => ({ ...args, name: change(args.name) }));

/** Mutants of the fake: the steps before the parts, and about what a file is when it is there. */
export const UPLOADS: readonly ServerMutant[] = [
  mutant(
    'SV-15',
    'It returns session keys for the root only.',
    returning('createUploadSessionKey', (key, { dirId }) => (dirId === -1n ? key : '')),
  ),
  mutant(
    'SV-16',
    'It has no data center.',
    returning('getNewFileDataCenter', () => 0n),
  ),
  mutant(
    'SV-16',
    'It returns a number of more than 32 bits for every other data center.',
    edit(
      'operations/upload.js',
      'BigInt(world.dataCenters.next() ?? 0)',
      'BigInt(world.dataCenters.next() ?? 0) + (world.dataCenters.save() % 2 === 0 ? 2n ** 32n : 0n)',
    ),
  ),
  mutant(
    'SV-17',
    'It returns the upload address without http.',
    returning('getUploadFormUrl', withoutScheme),
  ),
  mutant(
    'SV-17',
    'It returns no upload address for every other session.',
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
    'It rounds the ids of files to doubles.',
    returning('uploadStartFile', (id) => BigInt(Number(id))),
    ['SV-24', 'SV-32'],
  ),
  mutant(
    'SV-19',
    'It refuses parts that begin beyond byte 1000.',
    edit('world/uploads/uploads.js', 'if (firstByte > upload.fullSize)', 'if (firstByte > 1000n)'),
    ['SV-23', 'SV-27', 'SV-33'],
  ),
  mutant(
    'SV-28',
    'It truncates the names of files to 20 characters.',
    named((name) => name.slice(0, 20)),
  ),
  mutant(
    'SV-28',
    'It separates letters from their accents.',
    named((name) => name.normalize('NFD')),
  ),
  mutant(
    'SV-28',
    'It loses characters of more than 16 bits.',
    named((name) => name.replace(/[^\0-\uffff]/gu, '?')),
  ),
  mutant(
    'SV-28',
    'It escapes & and < in the names of files twice.',
    named((name) => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
  ),
  mutant(
    'SV-29',
    'It puts every file into the root.',
    given('uploadStartFile', (args) => ({ ...args, dirId: -1n })),
  ),
  mutant(
    'SV-29',
    'It reports the size of a file in whole kilobytes.',
    returning('getFileInfo', (item) => ({ ...item, size: (item.size / 1024n) * 1024n })),
  ),
];
