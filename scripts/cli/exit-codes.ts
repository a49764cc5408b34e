import type { CommanderError } from 'commander';
import { leave } from './output.js';

/** Neither a verdict nor its opposite. */
const UNDECIDED = 2;

/** For a command whose exit codes 0 and 1 are verdicts: a mistake in it is none. */
export function exitAsUndecided({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : UNDECIDED);
}

/** Runs a command whose exit code is a verdict, and ends the process with it. Whatever else goes wrong is no verdict. */
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
