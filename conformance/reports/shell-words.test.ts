import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWords } from './shell-words.js';
import { sampleReport } from './testing/sample-report.js';
import { replayTexts } from './text/wording.js';

const words = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      "it's",
      "''",
      '$HOME `id` "x"',
      'a\\',
      '!',
      '~',
      '*',
      '{file}',
      '\n',
      '#',
      '-n',
      '&',
      '(',
      '|',
    ),
  ),
  { minLength: 1, maxLength: 4 },
);

test.skipIf(process.platform === 'win32')('a shell reads back the very words', () => {
  fc.assert(
    fc.property(words, (given) => {
      const sent = given.map((word) => word.replaceAll('\0', ''));
      const script = `for word in "$@"; do printf '%s\\0' "$word"; done`;
      const out = execFileSync('sh', ['-c', `set -- ${shellWords(sent)}; ${script}`], { encoding: 'utf8' });
      expect(out).toBe(sent.map((word) => `${word}\0`).join(''));
    }),
    { numRuns: 60 },
  );
});

test('words that need no quotes stay as they are', () => {
  expect(shellWords(['php', 'upload.php', '{wsdl}', '--x=a:b,c@d%e+f', 'my file'])).toBe(
    "php upload.php '{wsdl}' --x=a:b,c@d%e+f 'my file'",
  );
});

test('a replay has the token in the place for it, and nothing of the token is read as a pattern', () => {
  const replay = "npx kit --replay {token} --exec 'x {token}'";
  expect(replayTexts(sampleReport({ replay }), { token: 'a$&b' })).toEqual([
    "npx kit --replay 'a$&b' --exec 'x {token}'",
  ]);
  expect(replayTexts(sampleReport({ replay: undefined }), { token: 'ab' })).toEqual(['--replay ab']);
  expect(replayTexts(sampleReport(), { token: undefined })).toEqual([]);
});
