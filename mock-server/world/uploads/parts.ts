import { UploadRefusal } from '../errors.js';
import type { FileNode } from '../nodes.js';
import type { ArrivingBytes } from './arriving-bytes.js';
import type { Upload } from './upload.js';

/** Takes one part of an upload. */
export interface PartWriter {
  /**
   * Stores the next bytes. Those past the full size are not stored, the others are, however the part was cut.
   * @throws UploadRefusal 1 past the full size, 5 or 6 when the upload is not open any more
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Takes staged bytes over, instead of writing. The last ones come first, and what is here
   * goes there, so that hardly a byte is stored twice.
   * @param size how many they are, from the first one on; 64-bit
   * @throws as write
   */
  takeOver(bytes: ArrivingBytes, size: bigint): Promise<void>;
  /** Ends the part: exactly once, also after an error. Returns the bytes it brought (64-bit). */
  close(): Promise<{ readonly received: bigint }>;
}

/** The target of a file that is sent in one request, without a reservation. */
export interface WholeTarget {
  readonly name: string;
  /** Default: the root, as -1 is. */
  readonly dirId?: bigint | undefined;
  /** The file whose bytes it replaces, in any folder. */
  readonly updates?: bigint | undefined;
  /** Whether that file keeps its name; it does for an empty one, too. */
  readonly keepsName?: boolean | undefined;
}

/** Receives a file that is sent in one request, without a reservation. */
export interface WholeWriter {
  /** @throws UploadRefusal 1 past the largest file, 2 past the free space */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Takes staged bytes over with their content, instead of writing.
   * @param size how many they are, from the first one on; 64-bit
   * @throws UploadRefusal 1 or 2
   */
  takeOver(bytes: ArrivingBytes, size: bigint): Promise<void>;
  /**
   * Makes the file visible.
   * @throws UploadRefusal 3 when nothing came, 4 when the folder went away; then nothing remains
   */
  finish(): Promise<FileNode>;
  /** Discards everything. Harmless after `finish`. */
  abandon(): Promise<void>;
}

/** Staged bytes that are stored twice for a moment. */
const MOVED_AT_ONCE = 4n * 1024n * 1024n;

/** A part that is arriving. */
export class ArrivingPart implements PartWriter {
  #next: bigint;
  #received = 0n;
  #refused = false;

  constructor(
    /** Called once, at the end of the part; `refused`: more bytes came than were announced. */
    private readonly closed: (refused: boolean) => Promise<void>,
    private readonly upload: Upload,
    firstByte: bigint,
  ) {
    this.#next = firstByte;
    upload.openParts += 1;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const first = this.#next;
    const length = this.#take(BigInt(bytes.length));
    if (length > 0n) await this.#store(first, bytes.subarray(0, Number(length)));
    if (length < bytes.length) throw this.#tooMany();
  }

  async takeOver({ content }: ArrivingBytes, size: bigint): Promise<void> {
    const first = this.#next;
    const length = this.#take(size);
    for (let end = length; end > 0n; ) {
      const start = end > MOVED_AT_ONCE ? end - MOVED_AT_ONCE : 0n;
      let at = start;
      for await (const piece of content.read(start, end)) {
        await this.#store(first + at, piece);
        at += BigInt(piece.length);
      }
      await content.truncate(start);
      end = start;
    }
    await content.remove();
    if (length < size) throw this.#tooMany();
  }

  async close(): Promise<{ readonly received: bigint }> {
    await this.upload.bytes.settled();
    await this.closed(this.#refused);
    return { received: this.#received };
  }

  /** How many of so many next bytes fit. @throws UploadRefusal 5 or 6 */
  #take(wanted: bigint): bigint {
    this.upload.refuseUnlessOpen();
    const room = this.upload.fullSize - this.#next;
    const length = wanted < room ? wanted : room;
    this.#next += length;
    return length;
  }

  #tooMany(): UploadRefusal {
    this.#refused = true;
    const { id, fullSize } = this.upload;
    return new UploadRefusal(1, `upload ${id} was announced with ${fullSize} bytes, and more came`);
  }

  async #store(offset: bigint, bytes: Uint8Array): Promise<void> {
    this.upload.refuseUnlessOpen();
    await this.upload.bytes.write(offset, bytes);
    this.upload.refuseIfGone();
    this.#received += BigInt(bytes.length);
  }
}
