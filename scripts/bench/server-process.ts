import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

const MEBIBYTE = 1024 * 1024;

/** A server in a separate process, so that it does not share a thread with the load. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, null>,
    /** Its first line of output. */
    readonly ready: string,
  ) {}

  static async start(script: URL, ...args: readonly string[]): Promise<ServerProcess> {
    const child = spawn(process.execPath, [script.pathname, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(
        `${script.pathname} ${args.join(' ')} ended with exit code ${code} before it was ready`,
      );
    });
    const [line] = await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), failed]);
    failed.catch(() => {});
    return new ServerProcess(child, String(line).trim());
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resident memory in MiB, present (VmRSS) or peak (VmHWM). NaN except on Linux. */
  memory(which: 'VmRSS' | 'VmHWM'): number {
    const kibibytes = /(\d+) kB/.exec(statusLine(this.pid, which))?.[1];
    return (Number(kibibytes) * 1024) / MEBIBYTE;
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
