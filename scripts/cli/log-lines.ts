import type { Writable } from 'node:stream';

/** Longest delay of a line, in milliseconds: too short for a reader to notice. */
const DELAY_MS = 10;

/** Waiting text that is written at once, in characters. */
const MOST_WAITING = 64 * 1024;

/**
 * Writes lines to a stream, many at a time: a write for each of them takes longer than a plain call. The end of the
 * process writes what still waits, except after SIGKILL.
 */
export function linesTo(stream: Writable): (line: string) => void {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting;
    waiting = '';
    if (text !== '') stream.write(text);
  };
  process.on('exit', flush);
  return (line) => {
    waiting += `${line}\n`;
    if (waiting.length >= MOST_WAITING) flush();
    else timer ??= setTimeout(flush, DELAY_MS);
  };
}
