import type { AdmittedSettings } from './accounts/account-settings.js';

/**
 * What the world needs of its surroundings. It is handed in, so that the same world runs behind a socket, in a test
 * and in a browser, and so that the same seed and calls give the same answers.
 */
export interface Platform {
  /** Present time in milliseconds since 1970. */
  readonly now: () => number;
  /** Starts an MD5 computation. */
  readonly digest: () => Digest;
  readonly contents: ContentStore;
  /** Worlds of other names have other session keys. Default: none. */
  readonly name?: string | undefined;
  /** Without one no file tells anything about itself. */
  readonly media?: MediaReader | undefined;
  /** Without one nobody is known who was not added. */
  readonly admit?: Admit | undefined;
}

/** Says what the account is of somebody who logs in and is not known; undefined leaves him unknown. */
export type Admit = (login: string) => AdmittedSettings | undefined;

/** An MD5 computation that is fed piece by piece. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** The digest in lower-case hex; nothing can be added afterwards. */
  hex(): string;
}

/** Where the bytes of files and of unfinished uploads are kept. */
export interface ContentStore {
  create(): Content;
  /** Frees everything that was created and not removed. */
  close(): Promise<void>;
}

/** Bytes that were stored and are not there any more, such as when their folder was swept away. The others are not affected. */
export class BytesLost extends Error {
  override readonly name = 'BytesLost';

  constructor(options: ErrorOptions = {}) {
    super('The bytes of the file are gone: what stored them was removed or cut short.', options);
  }
}

/** The bytes of one file. Offsets and sizes are in bytes and 64-bit. */
export interface Content {
  /**
   * Puts bytes at an offset, replacing what was there; gaps read as zero bytes. Several writes may be under way at
   * once. The bytes may be reused by the caller once the promise is fulfilled.
   * @throws BytesLost when what was written before is gone; such a content is of no use any more
   */
  write(offset: bigint, bytes: Uint8Array): Promise<void>;
  /** The bytes from `start` up to, not including, `end`, in pieces of moderate size. @throws BytesLost */
  read(start: bigint, end: bigint): AsyncIterable<Uint8Array>;
  /** Forgets all bytes from `size` on, while nothing is being written. @throws BytesLost */
  truncate(size: bigint): Promise<void>;
  /** Nothing is being written at the moment: lets go of file handles. The content stays usable. @throws BytesLost */
  rest(): Promise<void>;
  /** Forgets the bytes. Reads under way may fail. Harmless when repeated. */
  remove(): Promise<void>;
}

/** A file whose bytes tell something about it: music or a picture. The size is in bytes and 64-bit. */
export interface MediaFile {
  readonly name: string;
  readonly size: bigint;
  readonly content: Content;
}

/** What a piece of music tells about itself, as far as it does. */
export interface MusicTags {
  readonly title?: string | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
  readonly genre?: string | undefined;
  readonly track?: number | undefined;
  readonly year?: number | undefined;
  /** Bits a second. */
  readonly bitrate?: number | undefined;
  /** Hertz. */
  readonly sampleRate?: number | undefined;
  /** Length, with fractions. */
  readonly seconds?: number | undefined;
}

/** What the camera wrote into a picture (EXIF), as far as it did. */
export interface PictureTags {
  /** As it stands in EXIF, such as `2012:09:01 12:00:00`. */
  readonly dateTime?: string | undefined;
  readonly make?: string | undefined;
  readonly model?: string | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  /** Pixels. */
  readonly height?: number | undefined;
}

/**
 * Reads tags from the bytes of files. A file that is damaged or of another kind than its name says tells nothing:
 * only a storage that cannot be read is an error.
 */
export interface MediaReader {
  music(file: MediaFile): Promise<MusicTags>;
  picture(file: MediaFile): Promise<PictureTags>;
}
