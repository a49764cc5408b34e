import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';

export const CLI = 'dist/bundle/cli.js';

/** Output and exit code of a finished command. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command to its end. */
export function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

/** Starts a program that prints a line when ready, with `temp` as its temporary folder. */
export async function begin(command: string, args: readonly string[], temp: string) {
  const child = spawn(command, args, {
    env: { ...process.env, TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return { child, output: () => out };
}

/** SIGINT goes to the whole process group, as Ctrl-C in a terminal does; SIGTERM to the one process. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  if (signal === 'SIGINT' && child.pid) process.kill(-child.pid, signal);
  else child.kill(signal);
  const [code] = await exited;
  return code;
}

export const post = async (url: string, body: string): Promise<string> =>
  (await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })).text();
