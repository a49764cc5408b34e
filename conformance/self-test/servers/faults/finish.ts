import { edit, type ServerFault } from '../fault.js';

const WRITE = 'await this.upload.bytes.write(offset, bytes);';
const FIRST = 'this.#next = firstByte;';
const PLACED = `place(md5);
        return '';`;
const COMPLAINT = `if (complaint !== '')
            return complaint;`;

/** Faults about parts and what becomes of them. */
export const FINISHES: readonly ServerFault[] = [
  {
    rule: 'SV-20',
    what: 'It answers uploadFinishFile with `OK`, and not with nothing.',
    edits: [edit('world/uploads/join.js', PLACED, PLACED.replace(`''`, `'OK'`))],
    consequences: ['SV-21', 'SV-22', 'SV-23', 'SV-24', 'SV-27', 'SV-30', 'SV-33', 'SV-101'],
  },
  {
    rule: 'SV-21',
    what: 'It stores a part one byte too early, but for the first one.',
    edits: [edit('world/uploads/parts.js', FIRST, 'this.#next = firstByte === 0n ? 0n : firstByte - 1n;')],
    consequences: ['SV-22', 'SV-23', 'SV-27', 'SV-30', 'SV-33'],
  },
  {
    rule: 'SV-22',
    what: 'It appends parts as they come, whatever their first byte.',
    edits: [edit('world/uploads/parts.js', FIRST, 'this.#next = upload.bytes.received.total;')],
    consequences: ['SV-23', 'SV-27'],
  },
  {
    rule: 'SV-23',
    what: 'It counts the bytes of a repeated part twice.',
    edits: [
      edit(
        'world/uploads/parts.js',
        WRITE,
        `if (this.upload.bytes.received.covers(offset, this.#next)) this.upload.surplus += BigInt(bytes.length); ${WRITE}`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-24',
    what: 'It refuses files of no bytes.',
    edits: [edit('world/uploads/uploads.js', 'if (fullSize < 0n)', 'if (fullSize <= 0n)')],
    consequences: [],
  },
  {
    rule: 'SV-24',
    what: 'It wants a part even of a file of no bytes.',
    edits: [
      edit(
        'world/uploads/join.js',
        COMPLAINT,
        `if (complaint !== '' || upload.fullSize === 0n) return 'Nothing came.';`,
      ),
    ],
    consequences: ['SV-26', 'SV-27'],
  },
  {
    rule: 'SV-25',
    what: 'It does not compare the MD5.',
    edits: [edit('world/uploads/join.js', `return sent === actual ? ''`, `return sent !== '' ? ''`)],
    consequences: [],
  },
  {
    rule: 'SV-25',
    what: 'It refuses to finish by a wrong MD5, and lists the file all the same.',
    edits: [
      edit(
        'world/uploads/join.js',
        `if (mismatch !== '')
            return mismatch;`,
        `if (mismatch !== '') { await place(md5); return mismatch; }`,
      ),
    ],
    consequences: ['SV-27'],
  },
  {
    rule: 'SV-26',
    what: 'It does not mind a part that is missing.',
    edits: [edit('world/uploads/join.js', COMPLAINT, `if (complaint !== '') { place(sent); return ''; }`)],
    consequences: ['SV-32'],
  },
  {
    rule: 'SV-27',
    what: 'It throws away an upload that it refuses to finish.',
    edits: [
      edit(
        'world/uploads/uploads.js',
        `upload.finishing = { md5, answer };
        return answer;`,
        `upload.finishing = { md5, answer };
        const said = await answer;
        if (said !== '') await this.#discard(upload, 'cancelled');
        return said;`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-30',
    what: 'It puts every part into the upload that was begun last.',
    edits: [
      edit(
        'world/uploads/uploads.js',
        `const upload = this.unfinished(uploader, fileId);
        if (!upload)
            throw`,
        `const upload = [...this.#unfinished].at(-1);
        if (!upload)
            throw`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-31',
    what: 'It lists a file as soon as all its bytes are there.',
    edits: [edit('world/uploads/uploads.js', `this.assume.completion === 'all-bytes'`, 'true')],
    // What is finished takes no part again.
    consequences: ['SV-23'],
  },
  {
    rule: 'SV-32',
    what: 'It goes on with uploads that were cancelled.',
    edits: [
      edit(
        'world/uploads/uploads.js',
        `await this.#discard(upload, 'cancelled');\n        else`,
        `return;\n        else`,
      ),
    ],
    consequences: ['SV-14'],
  },
  {
    rule: 'SV-32',
    what: 'It says of no upload that it was begun.',
    edits: [
      edit(
        'operations/upload.js',
        'world.uploads.unfinished(account, fileId) !== undefined',
        'fileId === 0n',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-33',
    what: 'It keeps the old name of a file that is updated under a new one.',
    edits: [edit('world/uploads/uploads.js', `if (upload.name !== '')`, `if (upload.name === '*')`)],
    consequences: [],
  },
  {
    rule: 'SV-33',
    what: 'It takes an empty name of an update for a name.',
    edits: [edit('world/uploads/uploads.js', `if (upload.name !== '')`, 'if (true)')],
    consequences: [],
  },
  {
    rule: 'SV-33',
    what: 'It sends the old bytes of a file after an update.',
    edits: [
      edit(
        'world/tree/versions.js',
        'return ofFile(file, file, file.version, file.date);',
        'return ofFile(file, file.older[0]?.stored ?? file, file.version, file.date);',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-34',
    what: 'It refuses to finish a file that is finished already.',
    edits: [
      edit(
        'world/uploads/uploads.js',
        'return compareDigests(digest.md5, found.md5);',
        `return 'The file is finished already.';`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-100',
    what: 'It refuses a second file of a name.',
    edits: [edit('world/uploads/uploads.js', `this.assume['upload-clash'] === 'refuse'`, 'true')],
    consequences: [],
  },
  {
    rule: 'SV-101',
    what: 'It wants the MD5 in lower case.',
    edits: [edit('world/uploads/join.js', 'sent.trim().toLowerCase()', 'sent.trim()')],
    consequences: [],
  },
];
