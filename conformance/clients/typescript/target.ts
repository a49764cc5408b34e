import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Failure } from './failure.js';

/** Where the bytes of a download go. */
export interface Target {
  readonly stream: Writable;
  /** What the stream fails with, as a failure. */
  failure(error: unknown): Failure;
  /** Everything is there. @throws Failure of kind `target` */
  keep(): Promise<void>;
  /** Nothing of it is to be left. */
  drop(): Promise<void>;
}

/**
 * Opens a path or stream for a download, before anything is asked of the service.
 * @throws Failure of kind `target` that names the path, and TypeError for what is neither
 */
export async function openTarget(to: string | Writable): Promise<Target> {
  if (typeof to === 'string') return openPath(to);
  if (typeof to?.write !== 'function' || typeof to.on !== 'function')
    throw new TypeError('to must be the path of a file, or a stream that can be written to');
  return given(to);
}

/** A stream of the caller's may fail before the first byte: without a listener that would end the process. */
function given(stream: Writable): Target {
  const hear = (): void => undefined;
  stream.on('error', hear);
  const leave = async (): Promise<void> => void stream.off('error', hear);
  return {
    stream,
    failure: (error) => failed('the stream for the file', error),
    keep: leave,
    // What the stream fails with as it is given up comes in a later turn.
    drop: async () => void setImmediate(() => void leave()),
  };
}

/** The bytes go to a file beside the path until all are there. What is no plain file, such as a pipe, gets them at once. */
async function openPath(path: string): Promise<Target> {
  const failure = (error: unknown): Failure => failed(path, error);
  try {
    const present = await presentAt(path);
    const isDirect = present !== undefined && !present.isFile();
    const place = present ? await realpath(path) : path;
    const beside = isDirect ? place : join(dirname(place), `.${randomUUID()}.part`);
    const file = await open(beside, isDirect ? 'w' : 'wx');
    const stream = file.createWriteStream();
    const drop = async (): Promise<void> => {
      const closed = finished(stream).catch(() => undefined);
      stream.destroy();
      await closed;
      if (!isDirect) await rm(beside, { force: true });
    };
    return {
      stream,
      failure,
      drop,
      keep: async () => {
        if (isDirect) return;
        await rename(beside, place).catch((error: unknown) => {
          throw failure(error);
        });
      },
    };
  } catch (error) {
    throw failure(error);
  }
}

/** @throws Error when the path cannot be written */
async function presentAt(path: string) {
  if (path === '') throw new Error('the path is empty');
  if (/[/\\]$/.test(path)) throw new Error('it is a folder');
  const present = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (present?.isDirectory()) throw new Error('it is a folder');
  return present;
}

const failed = (what: string, error: unknown): Failure =>
  new Failure(
    'target',
    `${what} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    {
      cause: error,
    },
  );
