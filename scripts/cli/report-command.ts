import { Argument, Command, Option } from 'commander';
import { exitAsUndecided } from './exit-codes.js';
import type { ConvertOptions, DiffOptions, OutputOptions } from './report-files.js';

/** Checked against the table of formats by a test; the table itself is loaded only when something is converted. */
export const FORMAT_NAMES = ['text', 'json', 'junit', 'html', 'markdown', 'tap', 'badge', 'svg'] as const;

const EXAMPLES = `
Examples:
  $ 4shared-testkit report convert junit report.json -o junit.xml
  $ 4shared-testkit report convert html report.json -o report.html
  $ 4shared-testkit report diff before.json after.json --format markdown
  $ 4shared-testkit report matrix php.json java.json -o matrix.html

A - in place of a file is the standard input.
`;

/** The `report` command: what can be made of the JSON reports of `conformance`. */
export function reportCommand(): Command {
  return subcommand('report')
    .description('Convert and compare conformance reports.')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .addCommand(convertCommand())
    .addCommand(diffCommand())
    .addCommand(matrixCommand())
    .addCommand(schemaCommand());
}

/** `diff` ends with a verdict, so that a mistake in the command must not look like one. */
const subcommand = (name: string): Command => new Command(name).exitOverride(exitAsUndecided);

const withOutput = (command: Command): Command =>
  command.option('-o, --output <file>', 'file to write to (default: the standard output)');

const convertCommand = (): Command =>
  withOutput(subcommand('convert').description('Write a report in another format.'))
    .addArgument(new Argument('<format>', 'what to write').choices(FORMAT_NAMES))
    .argument('<report>', 'JSON report to read')
    .action(async (format: (typeof FORMAT_NAMES)[number], report: string, options: ConvertOptions, command) =>
      attempt(command, async ({ convert }) => convert(format, report, options)),
    );

const diffCommand = (): Command =>
  withOutput(
    subcommand('diff').description('Say what changed between two reports. Exit code 1: something got worse.'),
  )
    .argument('<before>', 'JSON report of the earlier run')
    .argument('<after>', 'JSON report of the later run')
    .addOption(
      new Option('--format <format>', 'what to write').choices(['text', 'markdown', 'json']).default('text'),
    )
    .action(async (before: string, after: string, options: DiffOptions, command) =>
      attempt(command, async ({ diff }) => {
        if (await diff(before, after, options)) process.exitCode = 1;
      }),
    );

const matrixCommand = (): Command =>
  withOutput(
    subcommand('matrix').description(
      'Write one HTML page that compares several clients, or several servers.',
    ),
  )
    .argument('<reports...>', 'JSON reports, one a client or one a server')
    .action(async (reports: readonly string[], options: OutputOptions, command) =>
      attempt(command, async ({ matrix }) => matrix(reports, options)),
    );

const schemaCommand = (): Command =>
  withOutput(subcommand('schema').description('Print the JSON Schema of reports.')).action(
    async (options: OutputOptions, command) => attempt(command, async ({ schema }) => schema(options)),
  );

type Files = typeof import('./report-files.js');

/** Exit code 2 when a file cannot be read, or anything else goes wrong, so that it is not taken for a verdict. */
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
