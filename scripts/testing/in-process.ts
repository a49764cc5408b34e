import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import type { Ended } from './command.js';

/** Replaces the end of the process. */
class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

const compiled = (path: string): Promise<unknown> => import(pathToFileURL(resolve('dist', path)).href);

let isRunning = false;

/** Runs the compiled command to its end, in this process and a working folder. See {@link ended}. */
export async function runHere(folder: string, ...args: readonly string[]): Promise<Ended> {
  const { program } = (await compiled('scripts/cli/program.js')) as typeof import('../cli/program.js');
  return ended(program(), args, folder);
}

/** Runs the compiled `npm run mutants` to its end, in this process. See {@link ended}. */
export async function mutantsHere(...args: readonly string[]): Promise<Ended> {
  const { mutantsCommand } = (await compiled(
    'scripts/mutants/mutants-command.js',
  )) as typeof import('../mutants/mutants-command.js');
  return ended(mutantsCommand(), args, process.cwd());
}

/**
 * Runs a command to its end in this process, which costs a tenth of a process. One at a time: working folder, output and
 * exit are those of the process. Not for tests of pipes, signals, the standard input or the start.
 */
async function ended(command: Command, args: readonly string[], folder: string): Promise<Ended> {
  if (isRunning) throw new Error('Another command runs in this process: await it first.');
  isRunning = true;
  const { stdout, stderr, exit } = process;
  const former = { cwd: process.cwd(), out: stdout.write, err: stderr.write };
  const listeners = new Map(process.eventNames().map((name) => [name, process.listeners(name as 'exit')]));
  const output = { out: '', err: '' };
  const into =
    (name: 'out' | 'err'): typeof stdout.write =>
    (text, ...rest: unknown[]) => {
      output[name] += String(text);
      const done = rest.at(-1);
      if (typeof done === 'function') queueMicrotask(() => done());
      return true;
    };
  process.chdir(folder);
  stdout.write = into('out');
  stderr.write = into('err');
  process.exit = (code) => {
    throw new Exit(Number(code ?? 0));
  };
  try {
    await command.parseAsync(args, { from: 'user' });
    throw new Error('The command has not set its exit code.');
  } catch (error) {
    if (error instanceof Exit) return { code: error.code, ...output };
    throw error;
  } finally {
    process.exit = exit;
    stdout.write = former.out;
    stderr.write = former.err;
    process.chdir(former.cwd);
    for (const name of process.eventNames())
      for (const listener of process.listeners(name as 'exit'))
        if (!listeners.get(name)?.includes(listener)) process.off(name as 'exit', listener);
    isRunning = false;
  }
}
