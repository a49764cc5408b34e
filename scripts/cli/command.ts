import { Command, type CommanderError, Option } from 'commander';
import { readEnvironment, type Variable } from './environment.js';
import { leave } from './output.js';

/** An option of a command, as its help shows it and its value is read. */
export interface OptionFacts {
  /** Its effect: a phrase in lower case. */
  readonly about: string;
  /** Reads one value, with what the option was given before. @throws InvalidArgumentError */
  read?(text: string, former?: unknown): unknown;
  readonly choices?: readonly string[];
  readonly default?: unknown;
  /** The default in words, where the value itself is hard to read. */
  readonly defaultText?: string;
  /** Environment variable that sets the option, unless the command line does. */
  readonly env?: string;
  /** Whether the variable may have several values. */
  readonly isRepeatable?: boolean;
}

/** Options by the heading of their group and by their flags. */
export type OptionGroups = Readonly<Record<string, Readonly<Record<string, OptionFacts>>>>;

/** The content of a command's help, in its order. */
export interface CommandFacts {
  /** The purpose of the command, in one sentence. */
  readonly about: string;
  /** Calls without the name of the program, the usual one first. */
  readonly examples: readonly [string, ...string[]];
  readonly usage?: string;
  readonly options?: OptionGroups;
  /** Explanations that no option has room for. */
  readonly notes?: string;
  /** If 2 is among them, 0 and 1 are verdicts, and a mistake in the command exits with 2. */
  readonly exitCodes: Readonly<Record<number, string>>;
}

const PROGRAM = '4shared-testkit';
/** The heading of the options that every command has. */
export const OTHER_OPTIONS = 'Other options:';

/** A command with its options and its help. The caller adds arguments, subcommands and the action. */
export function newCommand(name: string, facts: CommandFacts): Command {
  const { about, examples, usage, options = {}, notes, exitCodes } = facts;
  const [usual, ...more] = examples.map((example) => `  $ ${example.replace('%', PROGRAM)}`);
  const after = [
    more.length > 0 ? ['More examples:', ...more].join('\n') : undefined,
    notes,
    ['Exit codes:', ...Object.entries(exitCodes).map((entry) => `  ${entry.join('  ')}`)].join('\n'),
  ];
  const command = new Command(name)
    .summary(about)
    .addHelpText('before', `${about}\n\n${usual}\n`)
    .addHelpText('after', `\n${after.filter((text) => text !== undefined).join('\n\n')}`)
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup(OTHER_OPTIONS))
    .showSuggestionAfterError();
  const variables: Variable[] = [];
  for (const [heading, group] of Object.entries(options))
    for (const [flags, option] of Object.entries(group)) {
      const added = newOption(flags, option).helpGroup(heading);
      command.addOption(added);
      const { env: name, isRepeatable = false } = option;
      if (name !== undefined) variables.push({ name, option: added, isRepeatable });
    }
  if (variables.length > 0) command.hook('preAction', () => readEnvironment(command, variables));
  if (usage !== undefined) command.usage(usage);
  return 2 in exitCodes ? command.exitOverride(exitAsUndecided) : command;
}

function newOption(flags: string, facts: OptionFacts): Option {
  const { about, read, choices, default: value, defaultText, env } = facts;
  // Not by `Option.env`, which takes empty variables, and takes `false` for a switch that is on.
  const option = new Option(flags, env === undefined ? about : `${about} (env: ${env})`);
  if (read) option.argParser(read);
  if (choices) option.choices(choices);
  return value === undefined ? option : option.default(value, defaultText);
}

/** The text of `--help`. @param width in characters; default: as in a pipe */
export function helpText(command: Command, width = 80): string {
  let text = '';
  command
    .configureHelp({ helpWidth: width })
    .configureOutput({
      writeOut: (piece) => {
        text += piece;
      },
    })
    .outputHelp();
  return text;
}

/** Exit code of a command that reached no verdict. */
const UNDECIDED = 2;

/** Exits with 2 after a mistake in a command whose exit codes 0 and 1 are verdicts. */
function exitAsUndecided({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : UNDECIDED);
}

/** Runs a command whose exit code is a verdict, and ends the process with it. An unexpected error exits with 2. */
export async function exitWithVerdict(run: () => Promise<number>): Promise<void> {
  let failed = false;
  const fail = (error: unknown): Promise<never> => {
    if (failed) process.exit(UNDECIDED);
    failed = true;
    process.stderr.write(`error: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
    return leave(UNDECIDED);
  };
  process.on('uncaughtException', fail);
  await leave(await run().catch(fail));
}
