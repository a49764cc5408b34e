import { Command, Option } from 'commander';
import { exitAsUndecided, exitWithVerdict } from '../exit-codes.js';
import { notEmpty, several } from '../option-values.js';
import { deliver } from '../output.js';
import type { ConformanceServerOptions } from './conformance-server.js';
import { withRunOptions } from './run-options.js';

const EXAMPLES = `
Examples:
  $ 4shared-testkit conformance-server --wsdl http://127.0.0.1:4040/jax3/DesktopApp?wsdl --login user@example.com --password secret
  $ FOURSHARED_PASSWORD=... 4shared-testkit conformance-server --gentle --wsdl https://api.4shared.com/jax3/DesktopApp?wsdl --login me@example.com
  $ 4shared-testkit conformance-server --assumption 'SV-31,SV-5*' --level may --wsdl ... --login ...

Everything the suite needs it makes in a folder of its own in the account, and takes it away again. With --gentle it sends
few and slow requests, and leaves out what touches the account as a whole.

Exit code: 0 the server conforms, 1 it does not, 2 it could not be found out, or the command is wrong.
`;

/** The `conformance-server` command. What it does is loaded only when it is run. */
export function conformanceServerCommand(): Command {
  return withRunOptions(withServer(new Command('conformance-server')))
    .description('Find out whether a server behaves as the service does: this fake, a stub, the real one.')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .exitOverride(exitAsUndecided)
    .action((options: ConformanceServerOptions) =>
      exitWithVerdict(async () => {
        const { conformanceServer } = await import('./conformance-server.js');
        return conformanceServer(options);
      }),
    )
    .addCommand(listCommand());
}

const withServer = (command: Command): Command =>
  command
    .option('--wsdl <address>', 'address of the service description, or of the service')
    .option('--login <login>', 'of an account that may be used', notEmpty)
    .addOption(
      new Option('--password <password>', 'of the account; others can read it in the list of processes').env(
        'FOURSHARED_PASSWORD',
      ),
    )
    .option('--guest <login>', 'of a second account, to find out what is shared with others')
    .addOption(
      new Option('--guest-password <password>', 'of the second account').env('FOURSHARED_GUEST_PASSWORD'),
    )
    .addOption(
      new Option('--by <peer>', 'what calls are made with')
        .choices(['raw-xml', 'strong-soap'])
        .default('raw-xml'),
    )
    .option('--gentle', 'few and slow requests, for an account that matters', false)
    .option('--assumption <globs>', 'judge these assumptions, too, by id; repeatable', several);

function listCommand(): Command {
  return new Command('list')
    .description('Show the checks.')
    .option('--json', 'print JSON', false)
    .showSuggestionAfterError()
    .exitOverride(exitAsUndecided)
    .action((options: { readonly json: boolean }) =>
      exitWithVerdict(async () => {
        const { listServerRequirements } = await import('./conformance-list.js');
        await deliver(process.stdout, listServerRequirements(options));
        return 0;
      }),
    );
}
