import type { Command } from 'commander';
import { newCommand } from './command.js';
import type { EdgeCasesOptions } from './edge-cases.js';

/** The `edge-cases` command. The table of edge accounts loads only when the command runs. */
export const edgeCasesCommand = (): Command =>
  newCommand('edge-cases', {
    about: 'List the edge accounts: a login as NAME@edge.test meets the failure of that name.',
    examples: ['% edge-cases', '% edge-cases zero-datacenter', '% edge-cases exact-free-space+123456 --json'],
    options: { 'Output:': { '--json': { about: 'print JSON, with the rules that cause the failure' } } },
    exitCodes: { 0: 'the accounts are printed', 1: 'no edge account has this name, or the command is wrong' },
  })
    .argument('[name]', 'show only this account, in full; NAME+SIZE for a file of SIZE bytes')
    .action(async (name: string | undefined, options: EdgeCasesOptions, command: Command) => {
      const { edgeCases, UnknownEdgeAccount } = await import('./edge-cases.js');
      try {
        console.log(edgeCases(name, options, process.stdout.columns));
      } catch (error) {
        if (!(error instanceof UnknownEdgeAccount)) throw error;
        command.error(`error: ${error.message}`);
      }
    });
