import type { AdmittedSettings } from './accounts/account-settings.js';

/**
 * What the world needs from its platform. It is injected, so that the same world runs behind a socket, in a test
 * and in a browser, and so that the same seed and calls give the same answers.
 */
export interface Platform {
  /** Current time in milliseconds since 1970. */
  readonly now: () => number;
  /** Starts an MD5 computation. */
  readonly digest: () => Digest;
  readonly contents: ContentStore;
  /** Worlds of other names have other session keys. Default: none. */
  readonly name?: string | undefined;
  /** Default: no file has tags. */
  readonly media?: MediaReader | undefined;
  /** Default: only added accounts exist. */
  readonly admit?: Admit | undefined;
}

/** The settings of an account for an unknown login; undefined when there is none. */
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

/** Stored bytes are gone, for example because their folder was deleted. Other contents are not affected. */
export class BytesLost extends Error {
  override readonly name = 'BytesLost';

  constructor(options: ErrorOptions = {}) {
    super('The bytes of the file are gone: what stored them was removed or cut short.', options);
  }
}

/** The bytes of one file. Offsets and sizes are in bytes and 64-bit. */
export interface Content {
  /**
   * Writes bytes at an offset; gaps read as zero bytes. Several writes may run at
   * once. The caller may reuse the buffer once the promise is fulfilled.
   * @throws BytesLost when earlier bytes are gone; the content is unusable then
   */
  write(offset: bigint, bytes: Uint8Array): Promise<void>;
  /** The bytes from `start` up to, not including, `end`, in pieces of moderate size. @throws BytesLost */
  read(start: bigint, end: bigint): AsyncIterable<Uint8Array>;
  /** Discards all bytes from `size` on. Not during a write. @throws BytesLost */
  truncate(size: bigint): Promise<void>;
  /** Closes file handles between writes. The content stays usable. @throws BytesLost */
  rest(): Promise<void>;
  /** Discards the bytes. Reads in progress may fail. Harmless when repeated. */
  remove(): Promise<void>;
}

/** A file that may have tags: music or a picture. The size is in bytes, 64-bit. */
export interface MediaFile {
  readonly name: string;
  readonly size: bigint;
  readonly content: Content;
}

/** Tags of a piece of music. */
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

/** EXIF tags of a picture. */
export interface PictureTags {
  /** As in EXIF, such as `2012:09:01 12:00:00`. */
  readonly dateTime?: string | undefined;
  readonly make?: string | undefined;
  readonly model?: string | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  /** Pixels. */
  readonly height?: number | undefined;
}

/**
 * Reads tags from the bytes of files. A file that is damaged, or whose name has the wrong extension, has none:
 * only a storage that cannot be read is an error.
 */
export interface MediaReader {
  music(file: MediaFile): Promise<MusicTags>;
  picture(file: MediaFile): Promise<PictureTags>;
}
