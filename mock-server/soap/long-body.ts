import { type Charset, UTF_8, UTF_16, UTF_16BE } from './charset.js';

/**
 * The body of a long reply. It is made while it goes out, piece by piece, and anew each time that it is gone through:
 * as one text, 200,000 items would take hundreds of megabytes, and seconds in which no other call is answered.
 */
export class LongBody implements Iterable<Uint8Array<ArrayBuffer>> {
  /** @param document makes the pieces, none of which ends inside a character */
  constructor(
    private readonly document: () => Iterable<string>,
    private readonly charset: Charset,
  ) {}

  *[Symbol.iterator](): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    let { charset } = this;
    for (const piece of this.document()) {
      yield charset.encode(piece);
      // Only the first piece has a byte order mark.
      if (charset === UTF_16) charset = UTF_16BE;
    }
  }

  /** All of it, for what needs the whole document; as a string where it is to be sent as UTF-8. */
  whole(): string | Uint8Array<ArrayBuffer> {
    const text = [...this.document()].join('');
    return this.charset === UTF_8 ? text : this.charset.encode(text);
  }
}
