import type { Readable, Writable } from 'node:stream';
import { readLaxly, spelledOut } from '../serving/multipart/lax-parameters.js';
import { fileNameIn, readParameters } from '../serving/multipart/parameters.js';
import { MalformedHead, PartHead } from '../serving/multipart/part-head.js';

/** The file in a form, as long as the parser has not seen its end. */
export interface FileInForm {
  readonly stream: Readable;
  /** Fulfilled once somebody has taken what was put into the stream, or never when the form was given up. */
  taken(): Promise<void>;
}

const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** No head is longer, in bytes. */
const LARGEST_HEAD = 16 * 1024;

/**
 * Feeds a form to its parser, except for the inner chunks of the file, which go to the file's stream at once. The
 * parser looks for the delimiter in JavaScript, which takes as long as the digest when the boundary is short; the
 * platform's own search is some ten times as fast. The parser still sees every part's head, begin and end. Heads that it
 * would not understand are spelled as it does.
 */
export class FormFeed {
  readonly #delimiter: Buffer;
  readonly #file: () => FileInForm | undefined;
  /** The last bytes that the parser was given. It begins with a line break of its own. */
  #parsed: Buffer = CRLF;
  #past = false;
  #fileEnded = false;
  /** What came of a head; undefined when none is expected. */
  #head: Buffer | undefined;
  #fileName: string | undefined;

  /**
   * @param boundary of the form, a character for every byte
   * @param file the file, once the parser has come to it
   */
  constructor(boundary: string, file: () => FileInForm | undefined) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
    this.#file = file;
  }

  /** The name of the file in the part that the form has come to, as it was sent. */
  get fileName(): string | undefined {
    return this.#fileName;
  }

  /** @param note gets all bytes as they came */
  async run(body: Readable, parser: Writable, note: (bytes: Uint8Array) => void): Promise<void> {
    const delimiter = this.#delimiter;
    // A form begins as if after a line break, which the parser thinks up itself.
    let held: Buffer = CRLF;
    let isFirst = true;
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      if (parser.destroyed) return;
      note(chunk);
      let rest: Buffer = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      for (let at = rest.indexOf(delimiter); at >= 0; at = rest.indexOf(delimiter)) {
        await this.#pass(parser, rest.subarray(isFirst ? CRLF.length : 0, at));
        await this.#passDelimiter(parser, isFirst && at === 0 ? CRLF.length : 0);
        isFirst = false;
        rest = rest.subarray(at + delimiter.length);
      }
      const whole = rest.length - beginningAtEnd(rest, delimiter);
      if (whole > 0) {
        await this.#pass(parser, rest.subarray(isFirst ? CRLF.length : 0, whole));
        isFirst = false;
      }
      held = rest.subarray(whole);
    }
    await this.#pass(parser, held.subarray(isFirst ? CRLF.length : 0));
    await this.#passHead(parser);
    parser.end();
  }

  /** Bytes without a delimiter. */
  async #pass(parser: Writable, bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    if (this.#head) {
      this.#head = Buffer.concat([this.#head, bytes]);
      if (!isUnfinished(this.#head)) await this.#passHead(parser);
      return;
    }
    const file = this.#openFile();
    if (!file) await this.#parse(parser, bytes);
    else if (!file.stream.push(bytes)) await file.taken();
  }

  async #passDelimiter(parser: Writable, from: number): Promise<void> {
    await this.#passHead(parser);
    await this.#parse(parser, this.#delimiter.subarray(from));
    this.#parsed = Buffer.alloc(0);
    this.#past = false;
    this.#fileEnded = this.#file() !== undefined;
    this.#head = Buffer.alloc(0);
    this.#fileName = undefined;
  }

  /** The head as the parser understands it, or what is there in its place, with all that followed. */
  async #passHead(parser: Writable): Promise<void> {
    const head = this.#head;
    this.#head = undefined;
    if (!head || head.length === 0) return;
    const end = head.indexOf(HEAD_END) + HEAD_END.length;
    const isWhole = end >= HEAD_END.length && beginsAsHead(head);
    await this.#parse(parser, isWhole ? this.#understood(head.subarray(0, end)) : head);
    if (isWhole) await this.#pass(parser, head.subarray(end));
  }

  #understood(bytes: Buffer): Buffer {
    const head = headOf(bytes.subarray(CRLF.length));
    const sent = head?.get('content-disposition') ?? '';
    const read = readLaxly(sent, 'utf8');
    this.#fileName = read && fileNameIn(read.parameters);
    if (!read || readParameters(sent, 'utf8')) return bytes;
    const type = head?.get('content-type');
    const lines = [
      '',
      `Content-Disposition: ${spelledOut(sent)}`,
      ...(type ? [`Content-Type: ${type}`] : []),
    ];
    return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  }

  /**
   * The file, if bytes may go past the parser: not while it holds back what looks like the beginning of a delimiter,
   * or they would overtake it.
   */
  #openFile(): FileInForm | undefined {
    const file = this.#fileEnded ? undefined : this.#file();
    if (file) this.#past ||= beginningAtEnd(this.#parsed, this.#delimiter) === 0;
    return this.#past ? file : undefined;
  }

  async #parse(parser: Writable, bytes: Buffer): Promise<void> {
    this.#parsed = Buffer.concat([this.#parsed, bytes]).subarray(1 - this.#delimiter.length);
    await new Promise<void>((resolve) => {
      // An error of the parser is reported by the parser itself.
      parser.write(bytes, () => resolve());
    });
  }
}

/** Behind a delimiter, a line break begins the head. */
const beginsAsHead = ([first, second = CRLF[1]]: Buffer): boolean => first === CRLF[0] && second === CRLF[1];

const isUnfinished = (head: Buffer): boolean =>
  beginsAsHead(head) && head.length <= LARGEST_HEAD && !head.includes(HEAD_END);

/** Undefined for one that the parser refuses. */
function headOf(bytes: Buffer): PartHead | undefined {
  const head = new PartHead();
  try {
    head.push(bytes);
    return head.isRead ? head : undefined;
  } catch (error) {
    if (error instanceof MalformedHead) return undefined;
    throw error;
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
