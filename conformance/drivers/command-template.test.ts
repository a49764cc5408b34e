import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdapterError } from './client-under-test.js';
import { CommandTemplate, splitWords } from './command-template.js';

const QUOTED = /'[^']*'|"(?:\\.|[^"\\])*"|\\./gs;

describe('words', () => {
  test.each([
    ['php upload.php {file}', ['php', 'upload.php', '{file}']],
    ['  a\t b\n', ['a', 'b']],
    [`'a b' "c d"'e'f`, ['a b', 'c def']],
    [`"a \\" \\\\ \\n \\$ '"`, [`a " \\ \\n $ '`]],
    [`a\\ b \\' '' ""`, ['a b', "'", '', '']],
    [`$HOME * ~ ; | "$x"`, ['$HOME', '*', '~', ';', '|', '$x']],
    ['a\\\nb', ['ab']],
    ['a \\\n b "\\\n" "\\\\\n"', ['a', 'b', '', '\\\n']],
    ['', []],
  ])('%j', (command, words) => {
    expect(splitWords(command)).toEqual(words);
  });

  test('as a shell splits them', () => {
    const unit = fc.constantFrom('a', ' ', "'", '"', '\\', '\t', '\n', 'ü', '{', '=');
    const command = fc.string({ unit, maxLength: 12 }).filter((text) => {
      try {
        return splitWords(text).length > 0;
      } catch {
        return false;
      }
    });
    fc.assert(
      fc.property(fc.array(command, { minLength: 30, maxLength: 30 }), (commands) => {
        // A line feed ends a command of a shell; within quotes or after a backslash it does not.
        const words = commands.filter((text) => !/\n/.test(text.replace(QUOTED, '')));
        const script = words.map((text) => `show ${text}`).join('\n');
        const printed = execFileSync('sh', [
          '-c',
          `show() { printf '%s\\0' "$@"; printf '\\1'; }\n${script}`,
        ]);
        const shown = printed.toString().split('\x01').slice(0, -1);
        expect(shown.map((each) => each.split('\0').slice(0, -1))).toEqual(words.map(splitWords));
      }),
      { numRuns: 20 },
    );
  });
});

test('values are put in as they are', () => {
  const template = new CommandTemplate(`up --to={dirId} {file} '{login}:{password}' {name}`);
  const values = {
    file: '/a b',
    login: '{password}',
    password: '$& "x"',
    dirId: '-1',
    name: '',
    wsdl: '',
    soap: '',
  };
  expect(template.fill(values)).toEqual(['up', '--to=-1', '/a b', '{password}:$& "x"', '']);
  expect([template.has('name'), template.has('wsdl')]).toEqual([true, false]);
});

const KNOWN = '{wsdl} {soap} {login} {password} {file} {name} {dirId}';

test.each([
  ['up {fle}', `The command has {fle}, which is unknown. There are: ${KNOWN}`],
  ['up {login}', `The command has no {file}, so it would not know what to upload. There are: ${KNOWN}`],
  [' ', 'The command is empty. Give one such as: ./upload {file}'],
  [`up {file} 'x`, `The quote at character 11 of the command has no end: 'x`],
  ['up {file} \\', 'The command ends with a backslash, which has nothing to quote.'],
])('%j', (template, message) => {
  expect(() => new CommandTemplate(template)).toThrow(new AdapterError(message));
});
