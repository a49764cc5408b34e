import type { WriteStream } from 'node:tty';

/** Whether what is written is read by a program or kept in a log, and not looked at as it comes. */
export const isPlain = (stream: Pick<WriteStream, 'isTTY'>): boolean =>
  !stream.isTTY || (process.env['CI'] ?? '') !== '' || process.env['TERM'] === 'dumb';
