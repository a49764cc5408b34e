import type { Content, ContentStore } from '../platform.js';

/**
 * Contents for tests of what happens at the same time: every write waits for `gate` before it reaches the store
 * behind, and `live` tells which contents were made and not removed.
 */
export class GatedContents implements ContentStore {
  readonly live = new Set<Content>();

  constructor(
    private readonly inner: ContentStore,
    private readonly gate: () => Promise<unknown>,
    /** Before every byte that is read. */
    private readonly readGate?: () => Promise<unknown>,
  ) {}

  create(): Content {
    const content = this.inner.create();
    const gated: Content = {
      write: async (offset, bytes) => {
        await this.gate();
        if (!this.live.has(gated)) throw new Error('Written to after it was removed');
        await content.write(offset, bytes);
      },
      read: (start, end) => this.#read(content, start, end),
      truncate: (size) => content.truncate(size),
      rest: () => content.rest(),
      remove: async () => {
        this.live.delete(gated);
        await content.remove();
      },
    };
    this.live.add(gated);
    return gated;
  }

  async *#read(content: Content, start: bigint, end: bigint): AsyncGenerator<Uint8Array> {
    if (!this.readGate) yield* content.read(start, end);
    else
      for (let at = start; at < end; at++) {
        await this.readGate();
        yield* content.read(at, at + 1n);
      }
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
