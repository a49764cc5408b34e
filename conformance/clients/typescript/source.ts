import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, constants, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { abortedBy, Failure } from './failure.js';

/** What can be uploaded: the path of a file, a blob, or a stream of bytes. */
export type UploadSource = string | URL | Blob | AsyncIterable<Uint8Array>;

/** A stretch of a file: `end` is not part of it. Sizes here are those of files on disk, which numbers hold exactly. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** How much of a file is in memory at a time, in bytes. */
const CHUNK = 64 * 1024;

/** Bytes that are to be uploaded. They can be read again from any place, and are never in memory as a whole. */
export class Source {
  constructor(
    readonly size: number,
    private readonly bytes: (stretch: Stretch) => AsyncIterable<Uint8Array>,
    readonly close: () => Promise<void> = async () => {},
  ) {}

  /** @throws Failure of kind `source` when there are fewer bytes by now */
  async *read({ start, end }: Stretch): AsyncGenerator<Uint8Array> {
    let at = start;
    for await (const piece of start < end ? this.bytes({ start, end }) : []) {
      yield piece;
      at += piece.length;
    }
    if (at !== end)
      throw new Failure('source', `what is uploaded has ${at} bytes by now, and had ${this.size}`);
  }

  async md5(signal?: AbortSignal | undefined): Promise<string> {
    const digest = createHash('md5');
    for await (const piece of this.read({ start: 0, end: this.size })) {
      if (signal?.aborted) throw abortedBy(signal);
      digest.update(piece);
    }
    return digest.digest('hex');
  }

  /** The file cut into stretches of a size; the last one may be shorter, and an empty file has none. */
  stretches(size: number): Stretch[] {
    const cuts: Stretch[] = [];
    for (let start = 0; start < this.size; start += size)
      cuts.push({ start, end: Math.min(start + size, this.size) });
    return cuts;
  }
}

/** The name that a source brings along, if it has one. */
export function nameOf(source: UploadSource): string | undefined {
  if (typeof source === 'string') return basename(source);
  if (source instanceof URL) return basename(fileURLToPath(source));
  // What is a File has one.
  return source instanceof Blob && 'name' in source ? String(source.name) : undefined;
}

/**
 * @param signal gives up reading a stream to its end
 * @throws Failure of kind `source` for a path that is no file or cannot be read, and what a stream fails with
 */
export async function openSource(source: UploadSource, signal: AbortSignal | undefined): Promise<Source> {
  if (typeof source === 'string' || source instanceof URL) return openFile(source);
  if (source instanceof Blob)
    return new Source(source.size, ({ start, end }) => source.slice(start, end).stream());
  return spooled(source, signal);
}

async function openFile(path: string | URL): Promise<Source> {
  try {
    const present = await stat(path);
    // A pipe without a writer would be waited for without end.
    if (!present.isFile()) throw new Error(`it is ${present.isDirectory() ? 'a folder' : 'no plain file'}`);
    await access(path, constants.R_OK);
    return new Source(present.size, (stretch) => readFrom(path, stretch));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string | URL, error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error);
  return new Failure('source', `${path} cannot be uploaded: ${why}`, { cause: error });
}

/** Opened for each stretch, so that nothing stays open while an upload waits. */
async function* readFrom(path: string | URL, { start, end }: Stretch): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    for (let at = start; at < end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/**
 * A stream is written to a temporary file first: the service wants to know the size before the first byte, the digest is that
 * of the whole, and parts that were not taken have to be sent again.
 */
async function spooled(stream: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<Source> {
  const path = join(tmpdir(), `4shared-upload-${randomUUID()}`);
  const remove = () => rm(path, { force: true });
  try {
    await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }), signal ? { signal } : {});
    const file = await openFile(path);
    return new Source(file.size, (stretch) => file.read(stretch), remove);
  } catch (error) {
    await remove();
    throw signal?.aborted ? abortedBy(signal) : error;
  }
}
