import { Command, Option } from 'commander';
import { exitAsUndecided } from './conformance-command.js';
import type { ObserveOptions } from './observe.js';
import { duration } from './option-values.js';
import { REPORT_HELP, reportOutput } from './report-outputs.js';
import { withServeOptions } from './serve-command.js';

const EXAMPLES = `
Examples:
  $ 4shared-testkit observe
  $ 4shared-testkit observe --port 8080 --report html=report.html
  $ 4shared-testkit observe --until-idle 30s --report json=report.json

Point an app at the server, use it, and press Ctrl-C: then the requirements are judged by what the service saw.
Exit code: 0 nothing was seen to be broken, 1 something was, 2 nothing could be judged.
`;

/** The `observe` command. What it does is loaded only when it is run. */
export function observeCommand(): Command {
  return withServeOptions(new Command('observe'))
    .description('Start the server, and judge in the end how it was used by an app that cannot be driven.')
    .option('--until-idle <time>', 'end when nothing was asked for so long, once something was', duration)
    .option('--until-file <path>', 'end when there is a file at this path')
    .addOption(
      new Option('--level <level>', 'lowest level that decides')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--report <format=file>', REPORT_HELP, reportOutput)
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .exitOverride(exitAsUndecided)
    .action(async (options: ObserveOptions) => {
      const { observe } = await import('./observe.js');
      process.exitCode = await observe(options);
    });
}
