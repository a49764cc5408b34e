import { type FileHandle, open, rm, stat, truncate } from 'node:fs/promises';
import { BytesLost, type Content } from '../world/index.js';
import { codeOf, removedContent, StorageError, StorageUnavailable } from './errors.js';

/** Bytes read at a time. */
const PIECE = 256 * 1024;

/**
 * The bytes of one sparse file. The first write creates it, and it is open only during reads and writes. It
 * is never created twice: an empty file in place of a vanished one would read as zeros.
 */
export class DiskContent implements Content {
  readonly #locate: () => string;
  readonly #forget: () => void;
  /** Set once the file was made. */
  #path: string | undefined;
  #handle: Promise<FileHandle> | undefined;
  /** End of the last written byte: the file is at least as long. */
  #end = 0;
  #writes = 0;
  #readers = new Set<FileHandle>();
  #restWhenIdle = false;
  #idle: (() => void) | undefined;
  #removal: Promise<void> | undefined;

  /**
   * @param locate creates the folder if needed and returns the path of the file
   * @param forget is called when the bytes are removed
   */
  constructor(locate: () => string, forget: () => void) {
    this.#locate = locate;
    this.#forget = forget;
  }

  write(offset: bigint, bytes: Uint8Array): Promise<void> {
    return this.#reporting(() => this.#write(Number(offset), bytes));
  }

  async *read(start: bigint, end: bigint): AsyncGenerator<Uint8Array> {
    if (start >= end) return;
    if (this.#removal) throw removedContent();
    const path = this.#path;
    const handle = path === undefined ? undefined : await this.#reporting(() => this.#openReader(path));
    try {
      for (let at = start; at < end; ) {
        if (this.#removal) throw removedContent();
        const wanted = end - at > PIECE ? PIECE : Number(end - at);
        const position = Number(at);
        const piece = handle
          ? await this.#reporting(() => this.#readUpTo(handle, position, wanted))
          : new Uint8Array(wanted);
        at += BigInt(piece.length);
        yield piece;
      }
    } finally {
      if (handle && this.#readers.delete(handle)) await handle.close();
    }
  }

  truncate(size: bigint): Promise<void> {
    return this.#reporting(async () => {
      if (this.#removal) throw removedContent();
      if (this.#path === undefined || this.#end <= Number(size)) return;
      await truncate(this.#path, Number(size));
      this.#end = Number(size);
    });
  }

  /** During other writes, the last of them closes it instead. */
  rest(): Promise<void> {
    this.#restWhenIdle = true;
    return this.#reporting(async () => {
      if (this.#writes > 0) return;
      await this.#becameIdle();
      if (this.#path === undefined || this.#removal) return;
      // An open handle hides that the file was deleted.
      const { size } = await stat(this.#path);
      if (size < this.#end && !this.#removal) throw new BytesLost();
    });
  }

  remove(): Promise<void> {
    this.#removal ??= this.#reporting(() => this.#remove());
    return this.#removal;
  }

  async #write(position: number, bytes: Uint8Array): Promise<void> {
    if (this.#removal) throw removedContent();
    this.#writes += 1;
    try {
      await writeFully(await this.#opened(), bytes, position);
      if (bytes.length > 0) this.#end = Math.max(this.#end, position + bytes.length);
    } finally {
      this.#writes -= 1;
      if (this.#writes === 0) await this.#becameIdle();
    }
  }

  /** Turns errors of the platform into errors of a storage. */
  async #reporting<Result>(action: () => Promise<Result>): Promise<Result> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof StorageError || error instanceof BytesLost) throw error;
      const code = codeOf(error);
      const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
      if (!isMissing || this.#path === undefined) throw new StorageUnavailable(error);
      throw this.#removal ? removedContent() : new BytesLost({ cause: error });
    }
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
    // A failure is ignored here: the file goes with the folder, whose removal is reported.
    if (this.#path !== undefined) await rm(this.#path, { force: true }).catch(() => {});
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
    if (this.#path !== undefined) return open(this.#path, 'r+');
    const path = this.#locate();
    const handle = await open(path, 'wx+', 0o600);
    this.#path = path;
    return handle;
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

  /** Bytes past the end of the file read as zero, as gaps do. The caller owns the piece. */
  async #readUpTo(handle: FileHandle, position: number, wanted: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(wanted);
    const { bytesRead } = await handle.read(buffer, 0, wanted, position);
    if (bytesRead > 0) return buffer.subarray(0, bytesRead);
    if (position < this.#end) throw new BytesLost();
    return new Uint8Array(wanted);
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
