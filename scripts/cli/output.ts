import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogSink } from '../../mock-server/index.js';

/** What a write fails with when the reader has left: a pipe, a socket, a terminal. */
const LEFT: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'EIO']);

/**
 * Lets this process outlive the readers of its output, as in `serve | head -1` or when a terminal closes: what is
 * written after that is dropped. Without it, Node ends the process with EPIPE or EIO. A full disk is reported once on the
 * last of the streams. To be called once, by a command.
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

/** Bytes that wait for a reader that has stopped reading. */
const MOST_WAITING = 1024 * 1024;

/** Drops entries while the reader of the stream stands still, and reports their number once it reads on. */
export function boundedLog(sink: LogSink, stream: Writable, mostWaiting = MOST_WAITING): LogSink {
  let dropped = 0;
  const report = (): void => {
    if (dropped === 0 || stream.writableLength > mostWaiting) return;
    const result = `${dropped} entries were dropped, as the reader of the log stood still`;
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

/** Writes what may be lost, such as progress: it is dropped while the reader stands still. */
export function offer(stream: Writable, text: string): void {
  if (stream.writableLength <= MOST_WAITING) stream.write(text);
}

/**
 * Writes what was asked for, and waits until it is taken. A reader that has left wants no more, which is no failure.
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

/** How long a command that is over waits for the reader of its error output, in milliseconds. */
const LAST_WORDS_MS = 2_000;

/** Ends the process when the standard output is taken; the error output may stand still. */
export async function leave(code: number): Promise<never> {
  await deliver(process.stdout, '').catch(() => undefined);
  await Promise.race([deliver(process.stderr, '').catch(() => undefined), sleep(LAST_WORDS_MS)]);
  process.exit(code);
}
