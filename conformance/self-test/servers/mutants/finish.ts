import { edit, type Mutant, mutant } from '../../mutant.js';

const WRITE = 'await this.upload.bytes.write(offset, bytes);';
const FIRST = 'this.#next = firstByte;';
const PLACED = `place(md5);
        return '';`;
const COMPLAINT = `if (complaint !== '')
            return complaint;`;

/** Mutants: about parts and what becomes of them. */
export const FINISHES: readonly Mutant[] = [
  mutant(
    'SV-20',
    'It answers uploadFinishFile with `OK`, and not with nothing.',
    edit('world/uploads/join.js', PLACED, PLACED.replace(`''`, `'OK'`)),
    ['SV-21', 'SV-22', 'SV-23', 'SV-24', 'SV-27', 'SV-30', 'SV-33', 'SV-101'],
  ),
  mutant(
    'SV-21',
    'It stores a part one byte too early, but for the first one.',
    edit('world/uploads/parts.js', FIRST, 'this.#next = firstByte === 0n ? 0n : firstByte - 1n;'),
    ['SV-22', 'SV-23', 'SV-27', 'SV-30', 'SV-33'],
  ),
  mutant(
    'SV-22',
    'It appends parts as they come, whatever their first byte.',
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
    edit('world/uploads/uploads.js', 'if (fullSize < 0n)', 'if (fullSize <= 0n)'),
  ),
  mutant(
    'SV-24',
    'It wants a part even of a file of no bytes.',
    edit(
      'world/uploads/join.js',
      COMPLAINT,
      `if (complaint !== '' || upload.fullSize === 0n) return 'Nothing came.';`,
    ),
    ['SV-26', 'SV-27'],
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
    'It does not mind a part that is missing.',
    edit('world/uploads/join.js', COMPLAINT, `if (complaint !== '') { place(sent); return ''; }`),
    ['SV-32'],
  ),
  mutant(
    'SV-27',
    'It throws away an upload that it refuses to finish.',
    edit(
      'world/uploads/uploads.js',
      `upload.finishing = { md5, answer };
        return answer;`,
      `upload.finishing = { md5, answer };
        const said = await answer;
        if (said !== '') await this.#discard(upload, 'cancelled');
        return said;`,
    ),
  ),
  mutant(
    'SV-30',
    'It puts every part into the upload that was begun last.',
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
    'It lists a file as soon as all its bytes are there.',
    edit('world/uploads/uploads.js', `this.assume.completion === 'all-bytes'`, 'true'),
    ['SV-23'],
  ),
  mutant(
    'SV-32',
    'It goes on with uploads that were cancelled.',
    edit(
      'world/uploads/uploads.js',
      `await this.#discard(upload, 'cancelled');\n        else`,
      `return;\n        else`,
    ),
    ['SV-14'],
  ),
  mutant(
    'SV-32',
    'It says of no upload that it was begun.',
    edit('operations/upload.js', 'world.uploads.unfinished(account, fileId) !== undefined', 'fileId === 0n'),
  ),
  mutant(
    'SV-33',
    'It keeps the old name of a file that is updated under a new one.',
    edit('world/uploads/uploads.js', `if (upload.name !== '')`, `if (upload.name === '*')`),
  ),
  mutant(
    'SV-33',
    'It takes an empty name of an update for a name.',
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
    'It wants the MD5 in lower case.',
    edit('world/uploads/join.js', 'sent.trim().toLowerCase()', 'sent.trim()'),
  ),
];
