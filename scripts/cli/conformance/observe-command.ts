import { Command, InvalidArgumentError, Option } from 'commander';
import { NAMESPACE_NAME } from '../../../mock-server/namespaces/index.js';
import { exitAsUndecided, exitWithVerdict } from '../exit-codes.js';
import { duration, several } from '../option-values.js';
import { REPORT_HELP, reportOutput } from '../report-outputs.js';
import { withServeOptions } from '../serve-command.js';
import type { ObserveOptions } from './observe.js';

const EXAMPLES = `
Examples:
  $ 4shared-testkit observe
  $ 4shared-testkit observe --port 8080 --report html=report.html
  $ 4shared-testkit observe --until-idle 30s --report json=report.json
  $ 4shared-testkit observe --namespace phone --namespace tablet --report html=report.html

Point an app at the server, use it, and press Ctrl-C: then the requirements are judged by what the service saw.
Each namespace that was used, as by http://127.0.0.1:4040/~phone/jax3/DesktopApp, is judged by itself, and so is what has
no prefix. If that makes several reports, those of namespaces have their name in the file's: report.~phone.json.
Exit code: 0 nothing was seen to be broken, 1 something was, 2 one of them could not be judged at all.
`;

/** The `observe` command. What it does is loaded only when it is run. */
export function observeCommand(): Command {
  return withServeOptions(new Command('observe'))
    .description('Start the server, and judge in the end how it was used by an app that cannot be driven.')
    .option('--until-idle <time>', 'end when nothing was asked for so long, once something was', duration)
    .option('--until-file <path>', 'end when there is a file at this path')
    .option(
      '--namespace <names>',
      'judge only these, / for what has no prefix; repeatable (default: each that was used)',
      namespaces,
    )
    .addOption(
      new Option('--level <level>', 'lowest level that decides')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--report <format=file>', REPORT_HELP, reportOutput)
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .exitOverride(exitAsUndecided)
    .action((options: ObserveOptions) =>
      exitWithVerdict(async () => {
        const { observe } = await import('./observe.js');
        return observe(options);
      }),
    );
}

/** Reads names of namespaces, as they are or as in an address: `phone`, `~phone`, `/~phone`. */
const namespaces = (text: string, former: readonly string[] = []): readonly string[] => [
  ...new Set([...former, ...several(text).map(namespaceName)]),
];

/** @returns the empty name for `/` */
function namespaceName(given: string): string {
  if (given === '/') return '';
  const name = given.replace(/^\/?~/, '');
  if (NAMESPACE_NAME.test(name)) return name;
  throw new InvalidArgumentError(
    'It must be 1 to 64 letters, digits, dots, dashes and underscores, such as phone, or / for what has no prefix.',
  );
}
