import { type Charset, UTF_8, UTF_16, UTF_16BE } from './charset.js';

/**
 * The body of a long response, produced while it is sent, and anew for each iteration. As one text, 200,000 items
 * would take hundreds of megabytes, and seconds without any other response.
 */
export class LongBody implements Iterable<Uint8Array<ArrayBuffer>> {
  /** @param document yields chunks of text, none of which ends inside a character */
  constructor(
    private readonly document: () => Iterable<string>,
    private readonly charset: Charset,
  ) {}

  *[Symbol.iterator](): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    let { charset } = this;
    for (const piece of this.document()) {
      yield charset.encode(piece);
      // Only the first chunk has a byte order mark.
      if (charset === UTF_16) charset = UTF_16BE;
    }
  }

  /** The whole document; a string if it is to be sent as UTF-8. */
  whole(): string | Uint8Array<ArrayBuffer> {
    const text = [...this.document()].join('');
    return this.charset === UTF_8 ? text : this.charset.encode(text);
  }
}
