import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

const MEBIBYTE = 1024 * 1024;

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** A command that runs a script of this project. */
export const script = (url: URL, ...args: readonly string[]): Command => [
  process.execPath,
  url.pathname,
  ...args,
];

/** A server in a separate process, so that it does not share a thread with the load. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, null>,
    /** Its first line of output. */
    readonly ready: string,
  ) {}

  /** Starts a server that prints a line once it is ready; what it prints later is read and dropped. */
  static async start([program, ...args]: Command): Promise<ServerProcess> {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`${program} ${args.join(' ')} ended with exit code ${code} before it was ready`);
    });
    const [line] = await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), failed]);
    failed.catch(() => {});
    child.stdout.resume();
    return new ServerProcess(child, String(line).trim());
  }

  /** The port in its first line. */
  get port(): number {
    return Number(/\d+(?=\D*$)/.exec(this.ready.replace(/\n.*/s, ''))?.[0]);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resident memory in MiB, present (VmRSS) or peak (VmHWM). NaN except on Linux. */
  memory(which: 'VmRSS' | 'VmHWM'): number {
    const kibibytes = /(\d+) kB/.exec(statusLine(this.pid, which))?.[1];
    return (Number(kibibytes) * 1024) / MEBIBYTE;
  }

  /** Processor time so far, in milliseconds. NaN except on Linux. */
  get processorTime(): number {
    if (process.platform !== 'linux') return Number.NaN;
    // Fields 14 and 15, in hundredths of a second; the name of the program before them may have spaces.
    const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exited;
  }
}

function statusLine(pid: number, name: string): string {
  if (process.platform !== 'linux') return '';
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n');
  return lines.find((line) => line.startsWith(`${name}:`)) ?? '';
}
