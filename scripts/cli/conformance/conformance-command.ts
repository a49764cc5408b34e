import { Command } from 'commander';
import { doctorCommand } from '../doctor-command.js';
import { exitAsUndecided, exitWithVerdict } from '../exit-codes.js';
import { duration, serviceOption, wholeNumber } from '../option-values.js';
import { deliver } from '../output.js';
import type { ConformanceOptions } from './conformance.js';
import { withRunOptions } from './run-options.js';

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
    .action((client: readonly string[], options: ConformanceOptions) =>
      exitWithVerdict(async () => {
        const { conformance } = await import('./conformance.js');
        return conformance(client, options);
      }),
    )
    .addCommand(doctorCommand().exitOverride(exitAsUndecided))
    .addCommand(listCommand());
}

const withOptions = (command: Command): Command =>
  withRunOptions(
    command.option(
      '--exec <command>',
      'run this for each upload in place of a client that stays; see the example',
    ),
  )
    .addOption(serviceOption())
    .option('--quick', 'only the cases of each requirement: no corners, and nothing learnt', false)
    .option('--corners <file>', 'also meet these values, YAML or JSON; see conformance/README.md')
    .option('--jobs <number>', 'cases side by side, as far as the client can', wholeNumber(1, 256), 4)
    .option('--timeout <time>', 'how long the client may take for a call (default: 10s)', duration)
    .option(
      '--attach',
      'wait for Enter before the first call, for a debugger, and for answers without end',
      false,
    );

function listCommand(): Command {
  return new Command('list')
    .description('Show the requirements.')
    .option('--json', 'print JSON', false)
    .showSuggestionAfterError()
    .exitOverride(exitAsUndecided)
    .action((options: { readonly json: boolean }) =>
      exitWithVerdict(async () => {
        const { listRequirements } = await import('./conformance-list.js');
        await deliver(process.stdout, listRequirements(options));
        return 0;
      }),
    );
}
