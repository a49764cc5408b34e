import { Argument, type Command } from 'commander';
import { type CommandFacts, newCommand, type OptionFacts } from './command.js';
import { FORMAT_NAMES } from './option-values.js';
import type { DiffOptions, OutputOptions } from './report-files.js';

/** The `report` command: converts and compares the JSON reports of `conformance`. */
export const reportCommand = (): Command =>
  newCommand('report', {
    about: 'Convert and compare conformance reports.',
    examples: ['% report convert junit report.json -o junit.xml', '% report diff before.json after.json'],
    exitCodes: EXIT_CODES,
  })
    .addCommand(convertCommand())
    .addCommand(diffCommand())
    .addCommand(matrixCommand())
    .addCommand(schemaCommand());

const EXIT_CODES = {
  0: 'the output is written',
  2: 'a file could not be read or written, or the command is wrong',
};

function subcommand(
  name: string,
  facts: Omit<CommandFacts, 'exitCodes'>,
  exitCodes: CommandFacts['exitCodes'] = EXIT_CODES,
  more: Readonly<Record<string, OptionFacts>> = {},
): Command {
  const output = { '-o, --output <file>': { about: 'file to write to (default: the standard output)' } };
  return newCommand(name, { ...facts, options: { 'Output:': { ...more, ...output } }, exitCodes });
}

const convertCommand = (): Command =>
  subcommand('convert', {
    about: 'Write a report in another format.',
    examples: [
      '% report convert junit report.json -o junit.xml',
      '% report convert html report.json -o report.html',
    ],
  })
    .addArgument(new Argument('<format>', 'format to write').choices(FORMAT_NAMES))
    .argument('<report>', 'JSON report to read; - is the standard input')
    .action(async (format: (typeof FORMAT_NAMES)[number], report: string, options: OutputOptions, command) =>
      attempt(command, async ({ convert }) => convert(format, report, options)),
    );

const diffCommand = (): Command =>
  subcommand(
    'diff',
    {
      about: 'Compare two reports, and list what got better and worse.',
      examples: [
        '% report diff before.json after.json',
        '% report diff before.json after.json --format markdown',
      ],
    },
    { 0: 'nothing got worse', 1: 'something got worse', 2: EXIT_CODES[2] },
    {
      '--format <format>': {
        about: 'format to write',
        choices: ['text', 'markdown', 'json'],
        default: 'text',
      },
    },
  )
    .argument('<before>', 'JSON report of the earlier run; - is the standard input')
    .argument('<after>', 'JSON report of the later run; - is the standard input')
    .action(async (before: string, after: string, options: DiffOptions, command) =>
      attempt(command, async ({ diff }) => {
        if (await diff(before, after, options)) process.exitCode = 1;
      }),
    );

const matrixCommand = (): Command =>
  subcommand('matrix', {
    about: 'Write one HTML page that compares several clients, or several servers.',
    examples: ['% report matrix php.json java.json -o matrix.html'],
  })
    .argument('<reports...>', 'JSON reports, one for each client or server')
    .action(async (reports: readonly string[], options: OutputOptions, command) =>
      attempt(command, async ({ matrix }) => matrix(reports, options)),
    );

const schemaCommand = (): Command =>
  subcommand('schema', {
    about: 'Print the JSON Schema of reports.',
    examples: ['% report schema -o report.schema.json'],
  }).action(async (options: OutputOptions, command) =>
    attempt(command, async ({ schema }) => schema(options)),
  );

type Files = typeof import('./report-files.js');

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
