import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Content } from '../world/platform.js';
import { removedContent } from './errors.js';

/** Opened for several stretches in turn, so what is there is kept. */
const KEEP_AND_WRITE = constants.O_RDWR | constants.O_CREAT;

/** Bytes read at a time. */
const PIECE = 256 * 1024;

/** The bytes of one sparse file. It is made by the first write, and open only while somebody writes or reads. */
export class DiskContent implements Content {
  readonly #locate: () => string;
  readonly #forget: () => void;
  #path: string | undefined;
  #handle: Promise<FileHandle> | undefined;
  #writes = 0;
  #readers = new Set<FileHandle>();
  #restWhenIdle = false;
  #idle: (() => void) | undefined;
  #removal: Promise<void> | undefined;

  /**
   * @param locate makes the folder if need be and tells the path of the file
   * @param forget is called when the bytes are removed
   */
  constructor(locate: () => string, forget: () => void) {
    this.#locate = locate;
    this.#forget = forget;
  }

  async write(offset: bigint, bytes: Uint8Array): Promise<void> {
    if (this.#removal) throw removedContent();
    this.#writes += 1;
    try {
      await writeFully(await this.#opened(), bytes, Number(offset));
    } finally {
      this.#writes -= 1;
      if (this.#writes === 0) await this.#becameIdle();
    }
  }

  async *read(start: bigint, end: bigint): AsyncGenerator<Uint8Array> {
    if (start >= end) return;
    if (this.#removal) throw removedContent();
    const handle = this.#path === undefined ? undefined : await this.#openReader(this.#path);
    try {
      for (let at = start; at < end; ) {
        if (this.#removal) throw removedContent();
        const wanted = end - at > PIECE ? PIECE : Number(end - at);
        const piece = handle ? await readUpTo(handle, Number(at), wanted) : new Uint8Array(wanted);
        at += BigInt(piece.length);
        yield piece;
      }
    } finally {
      if (handle && this.#readers.delete(handle)) await handle.close();
    }
  }

  /** While others still write, the last of them lets go instead. */
  async rest(): Promise<void> {
    this.#restWhenIdle = true;
    if (this.#writes === 0) await this.#becameIdle();
  }

  remove(): Promise<void> {
    this.#removal ??= this.#remove();
    return this.#removal;
  }

  async #remove(): Promise<void> {
    this.#forget();
    if (this.#writes > 0) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    await this.#close();
    const readers = [...this.#readers];
    this.#readers.clear();
    await Promise.all(readers.map((reader) => reader.close()));
    if (this.#path !== undefined) await rm(this.#path, { force: true });
  }

  async #opened(): Promise<FileHandle> {
    this.#restWhenIdle = false;
    const opening = this.#handle ?? this.#open();
    this.#handle = opening;
    try {
      return await opening;
    } catch (error) {
      if (this.#handle === opening) this.#handle = undefined;
      throw error;
    }
  }

  async #open(): Promise<FileHandle> {
    this.#path ??= this.#locate();
    return open(this.#path, KEEP_AND_WRITE, 0o600);
  }

  async #openReader(path: string): Promise<FileHandle> {
    const handle = await open(path, 'r');
    if (!this.#removal) {
      this.#readers.add(handle);
      return handle;
    }
    await handle.close();
    throw removedContent();
  }

  async #becameIdle(): Promise<void> {
    this.#idle?.();
    if (this.#restWhenIdle) await this.#close();
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await (await handle)?.close();
  }
}

/** A platform call may take less than it was given. */
async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Behind the end of the file everything reads as zero, as gaps do. The caller owns the piece. */
async function readUpTo(handle: FileHandle, position: number, wanted: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(wanted);
  const { bytesRead } = await handle.read(buffer, 0, wanted, position);
  return bytesRead > 0 ? buffer.subarray(0, bytesRead) : new Uint8Array(wanted);
}
