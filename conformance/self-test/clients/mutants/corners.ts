import { edit, type Mutant, mutant } from '../../mutant.js';
import { CRASH } from '../crash.js';

/** Mutants: that show with unusual values alone. */
export const CORNERS: readonly Mutant[] = [
  mutant(
    'UP-53',
    'It fails with files of an odd number of bytes.',
    edit('upload.js', 'if (size > free)', 'if (size > free || size % 2n === 1n)'),
  ),
  mutant(
    'UP-54',
    'It keeps the letters and digits of passwords.',
    edit(
      'service.js',
      'const given = new Map(Object.entries({ ...args, login, password }));',
      String.raw`const given = new Map(Object.entries({ ...args, login, password: password.replace(/[^\w-]/gu, '') }));`,
    ),
  ),
  mutant(
    'UP-55',
    'It makes blanks of zeros.',
    edit(
      'source.js',
      '            yield piece;',
      '            yield Uint8Array.from(piece, (byte) => byte || 32);',
    ),
  ),
  mutant(
    'UP-56',
    'It trims what uploadFinishFile answers.',
    edit(
      'upload.js',
      "if (problem !== '') {",
      "if (problem !== '' && problem.trim() === '') return { id: progress.fileId };\n            if (problem !== '') {",
    ),
  ),
  mutant(
    'UP-57',
    'It sends bytes without TLS where TLS is wanted.',
    edit(
      'send-part.js',
      'const answer = await wire.fetch(address, init);',
      "const answer = await wire.fetch(String(address).replace(/^https:/i, 'http:'), init);",
    ),
  ),
  mutant(
    'UP-58',
    'It crashes at an address in capitals.',
    edit(
      'upload.js',
      String.raw`if (!/^https?:\/\//i.test(address))`,
      String.raw`if (/^HTTP:/.test(address)) ${CRASH}
    if (!/^https?:\/\//i.test(address))`,
    ),
  ),
];
