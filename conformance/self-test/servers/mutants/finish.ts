import { edit } from '../../mutant.js';
import { answering, given, ignoring, returning } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const WRITE = 'await this.upload.bytes.write(offset, bytes);';
const FIRST = 'this.#next = firstByte;';
const COMPLAINT = `if (complaint !== '')
            return complaint;`;

const MD5_OF_NOTHING = 'd41d8cd98f00b204e9800998ecf8427e';

/** Mutants of the fake: parts and what becomes of them. */
export const FINISHES: readonly ServerMutant[] = [
  mutant(
    'SV-20',
    'It returns `OK` from uploadFinishFile, and not an empty text.',
    returning('uploadFinishFile', (text) => text || 'OK'),
    ['SV-21', 'SV-22', 'SV-23', 'SV-24', 'SV-27', 'SV-30', 'SV-33', 'SV-101'],
  ),
  mutant(
    'SV-21',
    'It stores each part but the first one byte too early.',
    edit('world/uploads/parts.js', FIRST, 'this.#next = firstByte === 0n ? 0n : firstByte - 1n;'),
    ['SV-22', 'SV-23', 'SV-27', 'SV-30', 'SV-33'],
  ),
  mutant(
    'SV-22',
    'It appends parts in the order of arrival.',
    edit('world/uploads/parts.js', FIRST, 'this.#next = upload.bytes.received.total;'),
    ['SV-23', 'SV-27'],
  ),
  mutant(
    'SV-23',
    'It counts the bytes of a repeated part twice.',
    edit(
      'world/uploads/parts.js',
      WRITE,
      `if (this.upload.bytes.received.covers(offset, this.#next)) this.upload.surplus += BigInt(bytes.length); ${WRITE}`,
    ),
  ),
  mutant(
    'SV-24',
    'It refuses files of no bytes.',
    returning('uploadStartFile', (id, { fullSize }) => (fullSize === 0n ? 0n : id)),
  ),
  mutant(
    'SV-24',
    'It requires a part even for a file of no bytes.',
    returning('uploadFinishFile', (text, { md5 }) => (md5 === MD5_OF_NOTHING ? 'No part arrived.' : text)),
  ),
  mutant(
    'SV-25',
    'It does not compare the MD5.',
    edit('world/uploads/join.js', `return sent === actual ? ''`, `return sent !== '' ? ''`),
  ),
  mutant(
    'SV-25',
    'It refuses to finish by a wrong MD5, and lists the file all the same.',
    edit(
      'world/uploads/join.js',
      `if (mismatch !== '')
            return mismatch;`,
      `if (mismatch !== '') { await place(md5); return mismatch; }`,
    ),
    ['SV-27'],
  ),
  mutant(
    'SV-26',
    'It ignores that a part is missing.',
    edit('world/uploads/join.js', COMPLAINT, `if (complaint !== '') { place(sent); return ''; }`),
    ['SV-32'],
  ),
  mutant(
    'SV-27',
    'It discards an upload that it refuses to finish.',
    answering('uploadFinishFile', async (call, args) => {
      const outcome = await call('uploadFinishFile', args);
      if ('value' in outcome && outcome.value !== '') await call('uploadCancelFile', args);
      return outcome;
    }),
  ),
  mutant(
    'SV-30',
    'It puts every part into the upload that was started last.',
    edit(
      'world/uploads/uploads.js',
      `const upload = this.unfinished(uploader, fileId);
        if (!upload)
            throw`,
      `const upload = [...this.#unfinished].at(-1);
        if (!upload)
            throw`,
    ),
  ),
  // What is finished takes no part again.
  mutant(
    'SV-31',
    'It lists a file as soon as all its bytes arrived.',
    edit('world/uploads/uploads.js', `this.assume.completion === 'all-bytes'`, 'true'),
    ['SV-23'],
  ),
  mutant('SV-32', 'It continues uploads that were cancelled.', ignoring('uploadCancelFile', undefined), [
    'SV-14',
  ]),
  mutant(
    'SV-32',
    'It reports no upload as started.',
    returning('uploadStartedFileExists', () => false),
  ),
  mutant(
    'SV-33',
    'It keeps the old name of a file that is updated under a new one.',
    given('uploadStartFileUpdate', (args) => ({ ...args, name: '' })),
  ),
  mutant(
    'SV-33',
    'It takes the empty name of an update as a name.',
    edit('world/uploads/uploads.js', `if (upload.name !== '')`, 'if (true)'),
  ),
  mutant(
    'SV-33',
    'It sends the old bytes of a file after an update.',
    edit(
      'world/tree/versions.js',
      'return ofFile(file, file, file.version, file.date);',
      'return ofFile(file, file.older[0]?.stored ?? file, file.version, file.date);',
    ),
  ),
  mutant(
    'SV-34',
    'It refuses to finish a file that is finished already.',
    edit(
      'world/uploads/uploads.js',
      'return compareDigests(digest.md5, found.md5);',
      `return 'The file is finished already.';`,
    ),
  ),
  mutant(
    'SV-100',
    'It refuses a second file of a name.',
    edit('world/uploads/uploads.js', `this.assume['upload-clash'] === 'refuse'`, 'true'),
  ),
  mutant(
    'SV-101',
    'It requires the MD5 in lower case.',
    returning('uploadFinishFile', (text, { md5 }) => (/[A-F]/.test(md5) ? 'Wrong MD5.' : text)),
  ),
];
