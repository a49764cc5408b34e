import type { StoredBytes } from './nodes.js';
import type { Content, Digest } from './platform.js';

/** Size of the pieces that are read at a time, in bytes. */
const PIECE = 64 * 1024;

/** A prime, so that the pattern does not fall in step with parts, pieces or blocks. */
const PATTERN_PERIOD = 251;

/** Bytes that come with a fixture. They cannot be written, and removing them frees nothing: files share them. */
abstract class FixtureContent implements Content {
  abstract read(start: bigint, end: bigint): AsyncIterable<Uint8Array>;

  async write(): Promise<void> {
    throw new Error(
      'The bytes of a fixture cannot be written: an update of the file must make a new content',
    );
  }

  async rest(): Promise<void> {}

  async remove(): Promise<void> {}
}

class HeldContent extends FixtureContent {
  constructor(readonly bytes: Uint8Array) {
    super();
  }

  override async *read(start: bigint, end: bigint): AsyncGenerator<Uint8Array> {
    for (const [from, to] of pieces(start, end)) yield this.bytes.slice(Number(from), Number(to));
  }
}

/** Byte n is n modulo 251, so that bytes out of place are noticed. Made when read, whatever the size. */
class PatternContent extends FixtureContent {
  override async *read(start: bigint, end: bigint): AsyncGenerator<Uint8Array> {
    for (const [from, to] of pieces(start, end)) yield pattern(from, to);
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

  /** `size` bytes (64-bit) of a repeated pattern that takes no memory. The digest is computed when first asked for. */
  ofSize(size: bigint): StoredBytes {
    return this.#once(`size ${size}`, () => {
      return new LazyBytes(new PatternContent(), size, () => {
        const digest = this.startDigest();
        for (const [from, to] of pieces(0n, size)) digest.update(pattern(from, to));
        return digest.hex();
      });
    });
  }

  #held(bytes: Uint8Array): StoredBytes {
    return new LazyBytes(new HeldContent(bytes), BigInt(bytes.length), () => {
      const digest = this.startDigest();
      digest.update(bytes);
      return digest.hex();
    });
  }

  #once(key: string, make: () => StoredBytes): StoredBytes {
    const made = this.#made.get(key) ?? make();
    this.#made.set(key, made);
    return made;
  }
}

class LazyBytes implements StoredBytes {
  #md5: string | undefined;

  constructor(
    readonly content: Content,
    readonly size: bigint,
    private readonly compute: () => string,
  ) {}

  get md5(): string {
    this.#md5 ??= this.compute();
    return this.#md5;
  }
}

function* pieces(start: bigint, end: bigint): Generator<readonly [from: bigint, to: bigint]> {
  for (let from = start; from < end; from += BigInt(PIECE)) {
    const to = from + BigInt(PIECE);
    yield [from, to < end ? to : end];
  }
}

function pattern(from: bigint, to: bigint): Uint8Array {
  const first = Number(from % BigInt(PATTERN_PERIOD));
  const bytes = new Uint8Array(Number(to - from));
  for (let index = 0; index < bytes.length; index++) bytes[index] = (first + index) % PATTERN_PERIOD;
  return bytes;
}
