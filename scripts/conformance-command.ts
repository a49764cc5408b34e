import { Command, type CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ConformanceOptions } from './conformance.js';
import { doctorCommand } from './doctor-command.js';
import { duration, serviceOption, several, wholeNumber } from './option-values.js';
import { REPORT_HELP, reportOutput } from './report-outputs.js';

const EXAMPLES = `
Examples:
  $ 4shared-testkit conformance doctor -- python3 client.py
  $ 4shared-testkit conformance -- python3 client.py
  $ 4shared-testkit conformance --exec 'php upload.php {wsdl} {login} {password} {file}'
  $ 4shared-testkit conformance --service jax2 -- ./my-client
  $ 4shared-testkit conformance --report junit=report.xml --report html=report.html -- ./my-client
  $ 4shared-testkit conformance --replay TOKEN -- ./my-client
  $ 4shared-testkit conformance --only 'UP-0*' --seed 7 --runs 100 -- ./my-client

Exit code: 0 the client conforms, 1 it does not, 2 it could not be found out: the kit, the fake or the adapter is to
blame, or the command is wrong.
`;

/** The `conformance` command. What it does is loaded only when it is run. */
export function conformanceCommand(): Command {
  return withOptions(new Command('conformance'))
    .description('Find out whether a client follows the upload how-to.')
    .usage('[options] -- <client> [arguments...]')
    .argument('[client...]', 'program that speaks JSON lines on stdin and stdout, and its arguments')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .exitOverride(exitAsUndecided)
    .action(async (client: readonly string[], options: ConformanceOptions) => {
      const { conformance } = await import('./conformance.js');
      process.exitCode = await conformance(client, options);
    })
    .addCommand(doctorCommand().exitOverride(exitAsUndecided))
    .addCommand(listCommand());
}

function withOptions(command: Command): Command {
  return command
    .option('--exec <command>', 'run this for each upload in place of a client that stays; see the example')
    .addOption(serviceOption())
    .option('--seed <number>', 'decides all cases (default: another one each time)', wholeNumber(0, 2 ** 31))
    .option('--runs <number>', 'cases for each requirement', wholeNumber(1, 1_000_000), 10)
    .option('--time-limit <time>', 'begin no case after this, such as 90s or 5m', duration)
    .option('--jobs <number>', 'cases side by side, as far as the client can', wholeNumber(1, 256), 4)
    .option('--shard <i/n>', 'run only the i-th of n parts', shard)
    .option('--only <globs>', 'run only these ids, such as UP-0*,UP-12; repeatable', several)
    .option('--skip <globs>', 'leave these ids out; repeatable', several)
    .addOption(
      new Option('--level <level>', 'lowest level that decides; what is below is run and told all the same')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--timeout <time>', 'how long the client may take for a call (default: 10s)', duration)
    .option(
      '--attach',
      'wait for Enter before the first call, for a debugger, and for answers without end',
      false,
    )
    .option('--replay <token>', 'run only the case that a report tells of, and tell what happens')
    .option('--known-failures <file>', 'failures that are expected, YAML or JSON; see conformance/README.md')
    .option(
      '--failures <file>',
      'cases that failed, kept to be run first the next time',
      '.4shared-conformance/failures.json',
    )
    .option('--report <format=file>', REPORT_HELP, reportOutput);
}

function listCommand(): Command {
  return new Command('list')
    .description('Show the requirements.')
    .option('--json', 'print JSON', false)
    .showSuggestionAfterError()
    .exitOverride(exitAsUndecided)
    .action(async (options: { readonly json: boolean }) => {
      const { listRequirements } = await import('./conformance-list.js');
      process.stdout.write(listRequirements(options));
    });
}

function shard(text: string): { index: number; count: number } {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index && count && index <= count) return { index, count };
  throw new InvalidArgumentError('It must be such as 2/5: the second of five parts.');
}

/** A mistake in the command is no verdict on the client. */
export function exitAsUndecided({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2);
}
