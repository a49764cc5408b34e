import { type ClientFault, CRASH, edit } from '../fault.js';

/** Faults that show with unusual values alone. */
export const CORNERS: readonly ClientFault[] = [
  {
    rule: 'UP-53',
    what: 'It fails with files of an odd number of bytes.',
    edits: [edit('upload.js', 'if (size > free)', 'if (size > free || size % 2n === 1n)')],
    consequences: [],
  },
  {
    rule: 'UP-54',
    what: 'It keeps the letters and digits of passwords.',
    edits: [
      edit(
        'service.js',
        'const given = new Map(Object.entries({ ...args, login, password }));',
        String.raw`const given = new Map(Object.entries({ ...args, login, password: password.replace(/[^\w-]/gu, '') }));`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-55',
    what: 'It makes blanks of zeros.',
    edits: [
      edit(
        'source.js',
        '            yield piece;',
        '            yield Uint8Array.from(piece, (byte) => byte || 32);',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-56',
    what: 'It trims what uploadFinishFile answers.',
    edits: [
      edit(
        'upload.js',
        "if (problem !== '') {",
        "if (problem !== '' && problem.trim() === '') return { id: progress.fileId };\n            if (problem !== '') {",
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-57',
    what: 'It sends bytes without TLS where TLS is wanted.',
    edits: [
      edit(
        'send-part.js',
        'const answer = await wire.fetch(address, init);',
        "const answer = await wire.fetch(String(address).replace(/^https:/i, 'http:'), init);",
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-58',
    what: 'It comes to a bad end at an address in capitals.',
    edits: [
      edit(
        'upload.js',
        String.raw`if (!/^https?:\/\//i.test(address))`,
        String.raw`if (/^HTTP:/.test(address)) ${CRASH}
    if (!/^https?:\/\//i.test(address))`,
      ),
    ],
    consequences: [],
  },
];
