import type { Writable } from 'node:stream';
import type { LogSink } from '../mock-server/index.js';

/**
 * Lets this process outlive the readers of its output, as in `serve | head -1` or when a terminal closes: what is
 * written after that is dropped. Without it, Node ends the process with EPIPE or EIO. To be called once, by a command.
 */
export function outliveReaders(streams: readonly Writable[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) stream.on('error', () => {});
}

/** Bytes that wait for a reader of the log that has stopped reading. */
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
