import { MOST } from '../most.js';
import type { StoredBytes } from '../nodes.js';
import type { Content, Digest } from '../platform.js';
import { finish } from '../turn.js';
import { LazyBytes } from './lazy-bytes.js';

/** Size of the pieces that are read at a time, in bytes. */
const PIECE = 64 * 1024;

/** A prime, so that the pattern never aligns with parts, pieces or blocks. */
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
    throw new Error('The bytes of a fixture are read-only: an update of the file must create a new content');
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

/** Byte n is n modulo 251, so that bytes out of place are noticed. Made when read, at any size. */
class PatternContent extends FixtureContent {
  override bytes(start: bigint, end: bigint): Uint8Array {
    const first = Number(start % BigInt(PATTERN_PERIOD));
    return PATTERN.slice(first, first + Number(end - start));
  }
}

/** Whether these are the bytes of `ofSize`, which only depend on their size. */
export function isPattern(content: Content): boolean {
  return content instanceof PatternContent;
}

/** Characters that are turned into bytes in one step. A multiple of four, as base64 needs it. */
const AT_ONCE = 64 * 1024;

/**
 * Makes the bytes of a fixture's files. Files with the same bytes share one content and one digest, so that a
 * fixture of 100,000 such files costs little.
 */
export class FixtureContents {
  readonly #texts = new Map<string, StoredBytes>();
  readonly #base64 = new Map<string, StoredBytes>();

  /** Length of all cached texts. */
  #characters = 0;

  constructor(private readonly startDigest: () => Digest) {}

  /** Empties the caches if they are large. Files keep their bytes. */
  trim(): void {
    if (this.#characters <= MOST.sharedTexts) return;
    this.#characters = 0;
    this.#texts.clear();
    this.#base64.clear();
  }

  text(text: string): StoredBytes {
    return this.#texts.get(text) ?? finish(this.textSteps(text));
  }

  *textSteps(text: string): Generator<void, StoredBytes> {
    return this.#texts.get(text) ?? this.#keep(this.#texts, text, yield* joined(encoded(text)));
  }

  /** @throws when the text is no base64 */
  base64(text: string): StoredBytes {
    return this.#base64.get(text) ?? finish(this.base64Steps(text));
  }

  /** @throws when the text is no base64 */
  *base64Steps(text: string): Generator<void, StoredBytes> {
    return this.#base64.get(text) ?? this.#keep(this.#base64, text, yield* joined(decoded(text)));
  }

  /**
   * `size` bytes (64-bit) of a repeated pattern that takes no memory.
   * @param md5 their digest, where it is known already
   */
  ofSize(size: bigint, md5?: string): StoredBytes {
    if (md5 !== undefined) return { content: new PatternContent(), size, md5 };
    return patternOf(this.startDigest, size);
  }

  #keep(made: Map<string, StoredBytes>, text: string, bytes: Uint8Array): StoredBytes {
    const stored = lazyBytes(new HeldContent(bytes), BigInt(bytes.length), this.startDigest);
    made.set(text, stored);
    this.#characters += text.length;
    return stored;
  }
}

/** In UTF-8, a piece for each step. */
function* encoded(text: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let from = 0; from < text.length; ) {
    // Both halves of a pair stay together.
    const isPair = (text.codePointAt(from + AT_ONCE - 1) ?? 0) > 0xffff;
    const to = from + AT_ONCE + (isPair ? 1 : 0);
    yield encoder.encode(text.slice(from, to));
    from = to;
  }
}

/** Likewise. Blanks are passed over. @throws when the text is no base64 */
function* decoded(text: string): Generator<Uint8Array> {
  let rest = '';
  for (let from = 0; from < text.length; from += AT_ONCE) {
    const signs = rest + text.slice(from, from + AT_ONCE).replace(/[\t\n\f\r ]+/g, '');
    const whole = from + AT_ONCE < text.length ? signs.length - (signs.length % 4) : signs.length;
    rest = signs.slice(whole);
    if (rest !== '' && signs.slice(0, whole).includes('=')) throw new Error('Characters follow the padding');
    const characters = atob(signs.slice(0, whole));
    const bytes = new Uint8Array(characters.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
    yield bytes;
  }
}

function* joined(pieces: Iterable<Uint8Array>): Generator<void, Uint8Array> {
  const made: Uint8Array[] = [];
  for (const piece of pieces) {
    made.push(piece);
    if (made.length > 1) yield;
  }
  const [only] = made;
  if (only && made.length === 1) return only;
  const bytes = new Uint8Array(made.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of made) {
    bytes.set(piece, at);
    at += piece.length;
    yield;
  }
  return bytes;
}

function lazyBytes(content: FixtureContent, size: bigint, startDigest: () => Digest): StoredBytes {
  const all = function* (): Generator<Uint8Array> {
    for (const [from, to] of pieces(0n, size)) yield content.bytes(from, to);
  };
  return new LazyBytes(content, size, all, startDigest);
}

/** How many sizes are remembered. */
const REMEMBERED = 10_000;

/** One cache for each way to compute digests. Pattern bytes of one size are the same in every world. */
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
