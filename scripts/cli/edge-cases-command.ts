import { Command } from 'commander';
import type { EdgeCasesOptions } from './edge-cases.js';

const EXAMPLES = `
Examples:
  $ 4shared-testkit edge-cases
  $ 4shared-testkit edge-cases zero-datacenter
  $ 4shared-testkit edge-cases exact-free-space+123456 --json
`;

/** The `edge-cases` command. The table of edge accounts is loaded only when it is run. */
export function edgeCasesCommand(): Command {
  return new Command('edge-cases')
    .description('Show the edge accounts: who logs in as NAME@edge.test meets the failure of that name.')
    .argument('[name]', 'only this one, in full; NAME+SIZE for a file of SIZE bytes')
    .option('--json', 'print JSON, with the rules that make the failure', false)
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, options: EdgeCasesOptions, command: Command) => {
      const { edgeCases, UnknownEdgeAccount } = await import('./edge-cases.js');
      try {
        console.log(edgeCases(name, options, process.stdout.columns));
      } catch (error) {
        if (!(error instanceof UnknownEdgeAccount)) throw error;
        command.error(`error: ${error.message}`);
      }
    });
}
