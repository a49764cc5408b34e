import type { Content, MediaFile } from '../world/index.js';
import { readBytes } from './content-tokenizer.js';
import type { PictureLimit, ScaledPicture } from './picture.js';

/** The largest file to scale, in bytes. */
const LARGEST_FILE = 32n * 1024n * 1024n;

/** Cached pictures. */
const KEPT = 200;

/** The largest cached picture, in bytes. */
const LARGEST_KEPT = 128 * 1024;

/** Makes one picture smaller. @returns undefined when it cannot be done */
export type Scale = (
  bytes: Uint8Array<ArrayBuffer>,
  limit: PictureLimit,
) => Promise<ScaledPicture | undefined>;

type Scaling = Promise<ScaledPicture | undefined>;

/** One picture at a time in the whole process: each takes up to 240 MB while it is made. */
let last: Promise<unknown> = Promise.resolve();

/** Makes small pictures, and caches some of them. */
export class Thumbnails {
  /** By size and content, least recently used first. */
  readonly #kept = new Map<string, Scaling>();
  readonly #numbers = new WeakMap<Content, number>();
  #contents = 0;

  constructor(private readonly scale: Scale) {}

  /**
   * A picture of the file within the limit.
   * @returns undefined when none can be made: another format than JPEG and PNG, damaged, too large
   * @throws what the storage throws
   */
  async make(file: MediaFile, limit: PictureLimit): Scaling {
    if (file.size > LARGEST_FILE) return undefined;
    const key = `${this.#number(file.content)} ${limit.by} ${limit.pixels}`;
    const scaling = this.#kept.get(key) ?? this.#inTurn(file, limit);
    this.#kept.delete(key);
    this.#kept.set(key, scaling);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    const forget = (): boolean => this.#kept.get(key) === scaling && this.#kept.delete(key);
    const scaled = await scaling.catch((error) => {
      forget();
      throw error;
    });
    if (scaled && scaled.bytes.length > LARGEST_KEPT) forget();
    return scaled;
  }

  #inTurn(file: MediaFile, limit: PictureLimit): Scaling {
    const scaling = last.then(async () => {
      return this.scale(await readBytes(file, 0, Number(file.size)), limit);
    });
    last = scaling.catch(() => {});
    return scaling;
  }

  #number(content: Content): number {
    const number = this.#numbers.get(content) ?? ++this.#contents;
    this.#numbers.set(content, number);
    return number;
  }
}
