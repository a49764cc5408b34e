import { type ChildProcess, spawn } from 'node:child_process';
import { beforeDeadline, LATE } from '../deadline.js';
import { AdapterError } from './client-under-test.js';
import type { Notes } from './notes.js';
import type { ProcessOptions } from './options.js';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Gets what a program prints. */
interface Hearing {
  output(piece: Uint8Array): void;
  /** @param bytes of its error output, which its notes have by then */
  noise(bytes: number): void;
}

/**
 * Bytes that a program may write while it sends nothing that the kit waits for. What writes without end would take all the
 * time of the kit, and of the service in it.
 */
export const MOST_NOISE = 64 * 1024 * 1024;

/** Processes that the kit would leave behind if it ended now. */
const living = new Set<ClientProcess>();
process.on('exit', () => {
  for (const each of living) each.signal('SIGKILL');
});

/** A program of the user's, in a new process group, so that nothing it starts outlives it. */
export class ClientProcess {
  /** What it writes to its error output. */
  readonly notes: Notes;
  /** Fulfilled when it has ended and all its output was read. */
  readonly ended: Promise<Ending>;
  /** Fulfilled when it closed its standard input or output, which it may do when it ends, and not before. */
  readonly closedPipe: Promise<'input' | 'output'>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, notes: Notes, hear: Hearing) {
    this.#child = child;
    this.notes = notes;
    child.stdout?.on('data', hear.output);
    child.stderr?.on('data', (piece: Uint8Array) => {
      notes.add(piece);
      hear.noise(piece.length);
    });
    living.add(this);
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        living.delete(this);
        resolve({ code, signal });
      });
      // A process that it left behind may hold the pipes open. What the client itself wrote is there by then.
      child.once('exit', () => {
        this.signal('SIGKILL');
        // After the timer, one more look at what came meanwhile.
        setTimeout(() => setImmediate(() => leave(child)), 1000).unref();
      });
    });
    this.closedPipe = new Promise((resolve) => {
      // A pipe that breaks says no more than that.
      child.stdin?.on('error', () => resolve('input'));
      child.stdout?.once('end', () => resolve('output'));
    });
  }

  /**
   * Starts a program without a shell.
   * @throws AdapterError when there is no such program, or it may not be run
   */
  static async start(
    [program = '', ...args]: readonly string[],
    options: ProcessOptions,
    notes: Notes,
    hear: Hearing,
  ): Promise<ClientProcess> {
    if (program === '') throw new AdapterError('There is no command to start. Give one after --.');
    const [first = program, ...words] = [...(options.launcher ?? []), program, ...args];
    const child = spawn(first, words, {
      cwd: options.cwd,
      env: environment(options.env),
      stdio: 'pipe',
      detached: process.platform !== 'win32',
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) => reject(new AdapterError(whyNot(first, cause), { cause })));
    });
    return new ClientProcess(child, notes, hear);
  }

  write(text: string): void {
    this.#child.stdin?.write(text);
  }

  endInput(): void {
    this.#child.stdin?.end();
  }

  /** Sends a signal to the process and to all that it started. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      // The group is empty.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** SIGTERM, and SIGKILL when it is still there after a time. */
  async terminate(graceMs: number): Promise<Ending> {
    this.signal('SIGTERM');
    if ((await beforeDeadline(this.ended, graceMs)) === LATE) this.signal('SIGKILL');
    return this.ended;
  }
}

const leave = ({ stdout, stderr }: ChildProcess): void => {
  for (const pipe of [stdout, stderr]) pipe?.destroy();
};

/** How a process ended, to follow `it`. */
export const describeEnding = ({ code, signal }: Ending): string =>
  signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;

/** A proxy would stand between a client and this machine. */
function environment(own: ProcessOptions['env'] = {}): NodeJS.ProcessEnv {
  const direct = [process.env['no_proxy'] ?? process.env['NO_PROXY'], '127.0.0.1', 'localhost']
    .filter(Boolean)
    .join(',');
  return { ...process.env, no_proxy: direct, NO_PROXY: direct, ...own };
}

function whyNot(program: string, cause: Error): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return `There is no program ${JSON.stringify(program)}. Give a path, such as ./my-client, or a name that is on the PATH; the command is not read by a shell.`;
  if (code === 'EACCES')
    return `The program ${JSON.stringify(program)} may not be run. Make it executable (chmod +x), or start it with its interpreter, such as: node ${program}`;
  return `The program ${JSON.stringify(program)} could not be started: ${cause.message}`;
}
