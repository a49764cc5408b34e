import type { Readable, Writable } from 'node:stream';

/** The file in a form, as long as the parser has not seen its end. */
export interface FileInForm {
  readonly stream: Readable;
  /** Fulfilled once somebody has taken what was put into the stream, or never when the form was given up. */
  taken(): Promise<void>;
}

/** What ends every part of a form; undefined when the header does not say it in the plain way that clients do. */
export function delimiterOf(contentType: string): Buffer | undefined {
  const found = [...contentType.matchAll(/;\s*boundary=(?:"([^"\\]+)"|([^\s;"]+))/gi)];
  const boundary = found[0]?.[1] ?? found[0]?.[2];
  return found.length === 1 && boundary !== undefined
    ? Buffer.from(`\r\n--${boundary}`, 'latin1')
    : undefined;
}

/**
 * Feeds a form to its parser, except for the inner chunks of the file, which go to the file's stream at once. The
 * parser looks for the delimiter in JavaScript, which takes as long as the digest when the boundary is short; the
 * platform's own search is some ten times as fast. The parser still sees every part's head, begin and end.
 *
 * @param file the file, once the parser has come to it
 * @param note is told of all bytes as they came
 */
export async function feedForm(
  body: Readable,
  parser: Writable,
  delimiter: Buffer,
  file: () => FileInForm | undefined,
  note: (bytes: Uint8Array) => void,
): Promise<void> {
  const feed = new FormFeed(parser, delimiter, file);
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    if (parser.destroyed) return;
    note(chunk);
    let rest: Buffer = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (let at = rest.indexOf(delimiter); at >= 0; at = rest.indexOf(delimiter)) {
      await feed.pass(rest.subarray(0, at));
      await feed.passDelimiter();
      rest = rest.subarray(at + delimiter.length);
    }
    const whole = rest.length - beginningAtEnd(rest, delimiter);
    await feed.pass(rest.subarray(0, whole));
    held = rest.subarray(whole);
  }
  await feed.pass(held);
  parser.end();
}

class FormFeed {
  /** The last bytes that the parser was given. It begins with a line break of its own. */
  #parsed: Buffer = Buffer.from('\r\n');
  #past = false;
  #fileEnded = false;

  constructor(
    private readonly parser: Writable,
    private readonly delimiter: Buffer,
    private readonly file: () => FileInForm | undefined,
  ) {}

  /** Bytes without a delimiter. */
  async pass(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    const file = this.#openFile();
    if (!file) await this.#parse(bytes);
    else if (!file.stream.push(bytes)) await file.taken();
  }

  async passDelimiter(): Promise<void> {
    await this.#parse(this.delimiter);
    this.#parsed = Buffer.alloc(0);
    this.#past = false;
    this.#fileEnded = this.file() !== undefined;
  }

  /**
   * The file, if bytes may go past the parser: not while it holds back what looks like the beginning of a delimiter,
   * or they would overtake it.
   */
  #openFile(): FileInForm | undefined {
    const file = this.#fileEnded ? undefined : this.file();
    if (file) this.#past ||= beginningAtEnd(this.#parsed, this.delimiter) === 0;
    return this.#past ? file : undefined;
  }

  async #parse(bytes: Buffer): Promise<void> {
    this.#parsed = Buffer.concat([this.#parsed, bytes]).subarray(1 - this.delimiter.length);
    await new Promise<void>((resolve) => {
      // An error of the parser is reported by the parser itself.
      this.parser.write(bytes, () => resolve());
    });
  }
}

/** How many of the last bytes may be the beginning of a delimiter. */
function beginningAtEnd(bytes: Buffer, delimiter: Buffer): number {
  const first = Math.max(0, bytes.length - delimiter.length + 1);
  for (let at = bytes.indexOf(13, first); at >= 0; at = bytes.indexOf(13, at + 1)) {
    const length = bytes.length - at;
    if (delimiter.compare(bytes, at, bytes.length, 0, length) === 0) return length;
  }
  return 0;
}
