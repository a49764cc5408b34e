import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { allCommands } from '../testing/commands.js';
import { helpText } from './command.js';
import { program } from './program.js';

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();

const commands = allCommands(program()).map((command) => ({
  path: pathOf(command),
  command,
  help: helpText(command),
}));

test.each(commands)(
  '$path --help: a sentence, the usual call, groups, exit codes',
  ({ path, command, help }) => {
    const [about = '', blank, usual, ...rest] = help.split('\n');
    expect(about).toMatch(/^[A-Z].{10,104}\.$/);
    expect(command.summary()).toBe(about);
    expect([blank, usual]).toEqual(['', expect.stringContaining(`  $ ${path} `.trimEnd())]);
    expect(rest.join('\n')).toMatch(/\nUsage: [\s\S]*\nExit codes:\n(?: {2}\d {2}.+\n)+$/);
    expect(help).not.toMatch(/^Options:$/m);
  },
);

/** Words of a shell command line, without its variables and the name of the program. */
const wordsOf = (line: string): string[] =>
  [...line.replace(/^.*?4shared-testkit /, '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain = '']) => quoted ?? plain,
  );

const examples = commands.flatMap(({ help }) => help.match(/(?<=^ {2}\$ ).+$/gm) ?? []);

test.each([...new Set(examples)])('%s is a command that parses', async (line) => {
  let reached = '';
  const parsed = program();
  for (const command of allCommands(parsed)) {
    command.exitOverride((error) => {
      throw error;
    });
    command.configureOutput({ writeErr: () => {}, writeOut: () => {} });
    if (command.commands.length === 0 || command.name().startsWith('conformance'))
      command.action(() => {
        reached = pathOf(command);
      });
  }
  const [name = '', ...args] = wordsOf(line);
  if (name === 'COMMAND') return;
  await parsed.parseAsync([name, ...args], { from: 'user' });
  expect(line).toContain(reached);
  expect(reached).toContain(`4shared-testkit ${name}`);
});

test('an unknown option in an example would not parse', async () => {
  const parsed = program();
  const serve = allCommands(parsed).find((command) => command.name() === 'serve');
  serve
    ?.exitOverride((error) => {
      throw error;
    })
    .configureOutput({ writeErr: () => {} });
  await expect(parsed.parseAsync(['serve', '--prot', '1'], { from: 'user' })).rejects.toThrow(
    'unknown option',
  );
});
