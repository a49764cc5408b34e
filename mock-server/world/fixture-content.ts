import { LazyBytes } from './lazy-bytes.js';
import type { StoredBytes } from './nodes.js';
import type { Content, Digest } from './platform.js';

/** Size of the pieces that are read at a time, in bytes. */
const PIECE = 64 * 1024;

/** A prime, so that the pattern does not fall in step with parts, pieces or blocks. */
const PATTERN_PERIOD = 251;

/** Made once: to make it anew for every read takes longer than the digest. */
const PATTERN = Uint8Array.from({ length: PIECE + PATTERN_PERIOD }, (_, index) => index % PATTERN_PERIOD);

/** Bytes that come with a fixture. They cannot be written, and removing them frees nothing: files share them. */
abstract class FixtureContent implements Content {
  abstract bytes(start: bigint, end: bigint): Uint8Array;

  async *read(start: bigint, end: bigint): AsyncGenerator<Uint8Array> {
    for (const [from, to] of pieces(start, end)) yield this.bytes(from, to);
  }

  async write(): Promise<void> {
    throw new Error(
      'The bytes of a fixture cannot be written: an update of the file must make a new content',
    );
  }

  truncate(): Promise<void> {
    return this.write();
  }

  async rest(): Promise<void> {}

  async remove(): Promise<void> {}
}

class HeldContent extends FixtureContent {
  constructor(private readonly held: Uint8Array) {
    super();
  }

  override bytes(start: bigint, end: bigint): Uint8Array {
    return this.held.slice(Number(start), Number(end));
  }
}

/** Byte n is n modulo 251, so that bytes out of place are noticed. Made when read, whatever the size. */
class PatternContent extends FixtureContent {
  override bytes(start: bigint, end: bigint): Uint8Array {
    const first = Number(start % BigInt(PATTERN_PERIOD));
    return PATTERN.slice(first, first + Number(end - start));
  }
}

/** Whether these are the bytes that `ofSize` makes, which their size tells altogether. */
export function isPattern(content: Content): boolean {
  return content instanceof PatternContent;
}

/**
 * Makes the bytes of a fixture's files. Files with the same bytes share one content and one digest, so that a
 * fixture of 100,000 such files costs little.
 */
export class FixtureContents {
  readonly #made = new Map<string, StoredBytes>();

  constructor(private readonly startDigest: () => Digest) {}

  text(text: string): StoredBytes {
    return this.#once(`text ${text}`, () => this.#held(new TextEncoder().encode(text)));
  }

  /** @throws when the text is no base64 */
  base64(text: string): StoredBytes {
    return this.#once(`base64 ${text}`, () => {
      return this.#held(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
    });
  }

  /**
   * `size` bytes (64-bit) of a repeated pattern that takes no memory.
   * @param md5 their digest, where it is known already
   */
  ofSize(size: bigint, md5?: string): StoredBytes {
    if (md5 !== undefined) return { content: new PatternContent(), size, md5 };
    return patternOf(this.startDigest, size);
  }

  #held(bytes: Uint8Array): StoredBytes {
    return lazyBytes(new HeldContent(bytes), BigInt(bytes.length), this.startDigest);
  }

  #once(key: string, make: () => StoredBytes): StoredBytes {
    const made = this.#made.get(key) ?? make();
    this.#made.set(key, made);
    return made;
  }
}

function lazyBytes(content: FixtureContent, size: bigint, startDigest: () => Digest): StoredBytes {
  const all = function* (): Generator<Uint8Array> {
    for (const [from, to] of pieces(0n, size)) yield content.bytes(from, to);
  };
  return new LazyBytes(content, size, all, startDigest);
}

/** How many sizes are remembered. */
const REMEMBERED = 10_000;

/** By how digests are computed. Bytes of one size are the same in every world, and so is what it costs to know their digest. */
const PATTERNS = new WeakMap<() => Digest, Map<bigint, StoredBytes>>();

function patternOf(startDigest: () => Digest, size: bigint): StoredBytes {
  const known = PATTERNS.get(startDigest) ?? new Map<bigint, StoredBytes>();
  PATTERNS.set(startDigest, known);
  const stored = known.get(size) ?? lazyBytes(new PatternContent(), size, startDigest);
  known.set(size, stored);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return stored;
}

function* pieces(start: bigint, end: bigint): Generator<readonly [from: bigint, to: bigint]> {
  for (let from = start; from < end; from += BigInt(PIECE)) {
    const to = from + BigInt(PIECE);
    yield [from, to < end ? to : end];
  }
}
