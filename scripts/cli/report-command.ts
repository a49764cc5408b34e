import { Argument, type Command } from 'commander';
import { type CommandFacts, newCommand, type OptionFacts } from './command.js';
import { FORMAT_NAMES } from './option-values.js';

type Files = typeof import('./report-files.js');

const EXIT_CODES = {
  0: 'the output is written',
  2: 'a file could not be read or written, or the command is wrong',
};
const OUTPUT: OptionFacts = { about: 'file to write to (default: the standard output)' };

/** The `report` command: converts and compares the JSON reports of `conformance`. */
export const reportCommand = (): Command =>
  newCommand('report', {
    about: 'Convert and compare conformance reports.',
    examples: ['% report convert junit report.json -o junit.xml', '% report diff before.json after.json'],
    exitCodes: EXIT_CODES,
  })
    .addCommand(
      subcommand('convert', {
        about: 'Write a report in another format.',
        examples: [
          '% report convert junit report.json -o junit.xml',
          '% report convert html report.json -o report.html',
        ],
      })
        .addArgument(new Argument('<format>', 'format to write').choices(FORMAT_NAMES))
        .argument('<report>', 'JSON report to read; - is the standard input'),
    )
    .addCommand(
      subcommand('diff', {
        about: 'Compare two reports, and list what got better and worse.',
        examples: [
          '% report diff before.json after.json',
          '% report diff before.json after.json --format markdown',
        ],
        options: {
          'Output:': {
            '--format <format>': {
              about: 'format to write',
              choices: ['text', 'markdown', 'json'],
              default: 'text',
            },
            '-o, --output <file>': OUTPUT,
          },
        },
        exitCodes: { 0: 'nothing got worse', 1: 'something got worse', 2: EXIT_CODES[2] },
      })
        .argument('<before>', 'JSON report of the earlier run; - is the standard input')
        .argument('<after>', 'JSON report of the later run; - is the standard input'),
    )
    .addCommand(
      subcommand('matrix', {
        about: 'Write one HTML page that compares several clients, or several servers.',
        examples: ['% report matrix php.json java.json -o matrix.html'],
      }).argument('<reports...>', 'JSON reports, one for each client or server'),
    )
    .addCommand(
      subcommand('schema', {
        about: 'Print the JSON Schema of reports.',
        examples: ['% report schema -o report.schema.json'],
      }),
    );

/** A command that calls the function of its name in `report-files.ts` with its arguments and options. */
const subcommand = (
  name: 'convert' | 'diff' | 'matrix' | 'schema',
  facts: Omit<CommandFacts, 'exitCodes'> & Partial<CommandFacts>,
): Command =>
  newCommand(name, {
    options: { 'Output:': { '-o, --output <file>': OUTPUT } },
    exitCodes: EXIT_CODES,
    ...facts,
  }).action((...given: unknown[]) => {
    const command = given.pop() as Command;
    return attempt(command, (files) => (files[name] as (...all: unknown[]) => Promise<void>)(...given));
  });

/** Any failure exits with 2: 0 and 1 are verdicts of `diff`. */
async function attempt(command: Command, work: (files: Files) => Promise<void>): Promise<void> {
  try {
    const files = await import('./report-files.js');
    await work(files).catch((error: unknown) => {
      const message = files.messageOf(error);
      if (message === undefined) throw error;
      command.error(`error: ${message}`, { exitCode: 2 });
    });
  } catch (error) {
    command.error(`error: ${error instanceof Error ? error.stack : error}`, { exitCode: 2 });
  }
}
