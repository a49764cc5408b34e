import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import type { LogSink } from '../../mock-server/index.js';

/** Error codes of a write after the reader of a pipe, socket or terminal has left. */
const LEFT: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'EIO']);

/**
 * Drops output after its reader has left, as in `serve | head -1` or when a terminal closes. Without it, Node ends the
 * process with EPIPE or EIO. Reports a full disk once, on the last stream. Call it once, at the start of a command.
 */
export function outliveReaders(streams: readonly Writable[] = [process.stdout, process.stderr]): void {
  let reported = false;
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (reported || LEFT.has(error.code)) return;
      reported = true;
      streams.at(-1)?.write(`The output cannot be written: ${error.message}.\n`);
    });
}

/** Most bytes that wait for a reader that has stopped reading. */
const MOST_WAITING = 1024 * 1024;

/** Drops entries while the reader of the stream has stopped, and reports their number when it reads on. */
export function boundedLog(sink: LogSink, stream: Writable, mostWaiting = MOST_WAITING): LogSink {
  let dropped = 0;
  const report = (): void => {
    if (dropped === 0 || stream.writableLength > mostWaiting) return;
    const result = `${dropped} entries were dropped because the reader of the log had stopped`;
    dropped = 0;
    sink({ what: 'log', result, ms: 0, warnings: [] });
  };
  stream.on('drain', report);
  return (entry) => {
    report();
    if (stream.writableLength > mostWaiting) dropped += 1;
    else sink(entry);
  };
}

/** Writes text that may be lost, such as progress: drops it while the reader has stopped. */
export function offer(stream: Writable, text: string): void {
  if (stream.writableLength <= MOST_WAITING) stream.write(text);
}

/**
 * Writes the output of a command, and waits until it is taken. A reader that has left is no failure.
 * @throws Error of node:fs, such as ENOSPC
 */
export function deliver(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !LEFT.has((error as NodeJS.ErrnoException).code)) reject(error);
      else resolve();
    });
  });
}

/**
 * Writes a whole file and the folders that lead to it, or the standard output for `-`. Removes the half of a file.
 * @throws Error of node:fs, such as ENOSPC
 */
export async function writeWhole(path: string, content: string): Promise<void> {
  if (path === '-') return deliver(process.stdout, content);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
  } catch (error) {
    if ((await file.stat()).isFile()) await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Time that a finished command waits for the reader of its error output. */
const LAST_WORDS_MS = 2_000;

/** Ends the process as soon as the standard output is taken. The reader of the error output may have stopped. */
export async function leave(code: number): Promise<never> {
  await deliver(process.stdout, '').catch(() => undefined);
  await Promise.race([deliver(process.stderr, '').catch(() => undefined), sleep(LAST_WORDS_MS)]);
  process.exit(code);
}

/** Whether a program or a log file reads this stream, rather than a person at a terminal. */
export const isPlain = (stream: Pick<WriteStream, 'isTTY'>): boolean =>
  !stream.isTTY || (process.env['CI'] ?? '') !== '' || process.env['TERM'] === 'dumb';
