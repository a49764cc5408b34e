import type { Holdings } from '../accounts/holdings.js';
import type { StoredBytes } from '../nodes.js';
import type { Content, ContentStore } from '../platform.js';
import type { ArrivingBytes } from '../uploads/arriving-bytes.js';
import type { ReceivedBytes } from './received-bytes.js';
import type { BytesKeeper } from './references.js';

/** The bytes of a snapshot: those of files are shared, those of unfinished uploads copied. */
export class KeptBytes implements BytesKeeper {
  readonly stored: StoredBytes[] = [];
  readonly #numbers = new Map<Content, number>();
  readonly #copies: Promise<ReceivedBytes>[] = [];

  constructor(
    private readonly holdings: Holdings,
    private readonly contents: ContentStore,
  ) {}

  /** Files that share their bytes share the number. */
  readonly keepStored = (stored: StoredBytes): number => {
    const known = this.#numbers.get(stored.content);
    if (known !== undefined) return known;
    this.holdings.share(stored.content);
    this.#numbers.set(stored.content, this.stored.length);
    return this.stored.push(stored) - 1;
  };

  readonly keepArriving = (bytes: ArrivingBytes): number => {
    // It must stay until it is copied, even if the upload is cancelled.
    const { content } = bytes;
    this.holdings.share(content);
    const copy = bytes.copy(this.contents).finally(() => this.holdings.release(content));
    return this.#copies.push(copy) - 1;
  };

  /** The copies, once they are made. When one cannot be made, nothing is held any more. */
  async copied(): Promise<readonly ReceivedBytes[]> {
    const ended = await Promise.allSettled(this.#copies);
    const made = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = ended.find((one) => one.status === 'rejected');
    if (!failed) return made;
    await Promise.all([
      this.holdings.releaseAll(this.stored.map(({ content }) => content)),
      ...made.map(({ content }) => content.remove()),
    ]);
    throw failed.reason;
  }
}
