import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

/** How a program ended. */
export interface End {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for the end of a program, and passes signals on to it. @throws Error when it could not be started */
export async function untilEnd(child: ChildProcess): Promise<End> {
  const pass = (signal: NodeJS.Signals): void => {
    // A terminal sends Ctrl-C to the program itself.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise<End>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code: code ?? 0, signal }));
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

/** Ends this process as the program ended. */
export function endAs({ code, signal }: End): never | undefined {
  if (signal === null) process.exit(code);
  process.kill(process.pid, signal);
  // Where the signal does not end the process, the code is that of a shell.
  setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
  return undefined;
}
