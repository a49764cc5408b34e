import type { ArrivingBytes } from './arriving-bytes.js';
import { UploadRefusal } from './errors.js';
import type { FileNode } from './nodes.js';
import type { Upload } from './upload.js';
import type { Uploads } from './uploads.js';

/** Takes one part of an upload. */
export interface PartWriter {
  /**
   * Stores the next bytes. Those past the full size are not stored, the others are, however the part was cut.
   * @throws UploadRefusal 1 past the full size, 5 or 6 when the upload is not open any more
   */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the part: exactly once, also after an error. Tells how many bytes it brought (64-bit). */
  close(): Promise<{ readonly received: bigint }>;
}

/** Where a file goes that is sent whole without having been reserved. */
export interface WholeTarget {
  readonly name: string;
  /** Default: the root, as -1 is. */
  readonly dirId?: bigint | undefined;
  /** The file whose bytes it replaces, wherever that is. */
  readonly updates?: bigint | undefined;
  /** Whether that file keeps its name; it does for an empty one, too. */
  readonly keepsName?: boolean | undefined;
}

/** A place for bytes that came before it is known where they go. Its holder removes its content in the end. */
export interface Staging {
  readonly bytes: ArrivingBytes;
  /** The most bytes, 64-bit, that can be of use: more are refused, wherever they go. */
  readonly limit: bigint;
}

/** Takes a file that is sent whole without having been reserved. */
export interface WholeWriter {
  /** @throws UploadRefusal 1 past the largest file, 2 past the free space */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Takes bytes over that were staged, content and all, in place of all that could be written.
   * @param size how many they are, from the first one on; 64-bit
   * @throws UploadRefusal 1 or 2
   */
  takeOver(bytes: ArrivingBytes, size: bigint): Promise<void>;
  /**
   * Makes the file visible.
   * @throws UploadRefusal 3 when nothing came, 4 when the folder went away; then nothing remains
   */
  finish(): Promise<FileNode>;
  /** Gives everything up. Harmless after `finish`. */
  abandon(): Promise<void>;
}

/** A part that is arriving. */
export class ArrivingPart implements PartWriter {
  #next: bigint;
  #received = 0n;
  #refused = false;

  constructor(
    private readonly uploads: Uploads,
    private readonly upload: Upload,
    firstByte: bigint,
  ) {
    this.#next = firstByte;
    upload.openParts += 1;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { upload } = this;
    upload.refuseUnlessOpen();
    const room = upload.fullSize - this.#next;
    const fits = room < BigInt(bytes.length) ? bytes.subarray(0, Number(room)) : bytes;
    if (fits.length > 0) await this.#store(fits);
    if (fits.length === bytes.length) return;
    this.#refused = true;
    throw new UploadRefusal(
      1,
      `upload ${upload.id} was announced with ${upload.fullSize} bytes, and more came`,
    );
  }

  async close(): Promise<{ readonly received: bigint }> {
    await this.upload.bytes.settled();
    await this.uploads.closePart(this.upload, this.#refused);
    return { received: this.#received };
  }

  async #store(bytes: Uint8Array): Promise<void> {
    const offset = this.#next;
    this.#next += BigInt(bytes.length);
    await this.upload.bytes.write(offset, bytes);
    this.upload.refuseIfGone();
    this.#received += BigInt(bytes.length);
  }
}
