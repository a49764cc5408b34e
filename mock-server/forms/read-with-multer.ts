import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import multer, { type StorageEngine } from 'multer';
import { type Fields, type FormFile, type FormReader, mistakeInFile } from '../http/index.js';
import {
  CLOSING,
  headLength,
  isClosing,
  isUnfinished,
  readLaxly,
  readParameters,
  spelledOut,
  understood,
} from './part-head.js';
import { type Piece, piecesOf } from './pieces.js';

/** Limits of a form. The world limits the size of the file. */
const LIMITS = {
  fieldNameSize: 100,
  fieldSize: 8 * 1024,
  fields: 100,
  fileSize: Number.POSITIVE_INFINITY,
  /** File fields: pages of the site had many, all empty but one. */
  files: 20,
  parts: 101,
  headerPairs: 50,
  fieldNestingDepth: 0,
  fieldArrayIndexLimit: 0,
};

/** Limit of a boundary in characters. Source: RFC 2046, section 5.1.1. A longer one makes a form expensive to split. */
const LONGEST_BOUNDARY = 70;

/**
 * Reads a form as it streams in. multer parses heads and text fields and enforces the limits. The bytes of the file
 * bypass it, as busboy searches the delimiter in JavaScript. Heads that busboy would not parse are rewritten.
 */
export const readWithMulter: FormReader = async (body, contentType, take) => {
  const type = readLaxly(contentType, 'latin1');
  const boundary = type?.parameters.get('boundary') ?? '';
  if (boundary.length > LONGEST_BOUNDARY) {
    const reason = `the boundary has ${boundary.length} characters, and RFC 2046 allows ${LONGEST_BOUNDARY}`;
    return { fields: {}, mistake: new Error(reason) };
  }
  const parser = new FormParser(
    readParameters(contentType, 'latin1') ? contentType : spelledOut(contentType),
  );
  if (parser.isReady) await new FormFeed(body, boundary, parser, take).run();
  return { fields: parser.fields, mistake: parser.mistake };
};

/** A file whose head multer has parsed. */
interface AnnouncedFile extends Pick<FormFile, 'field' | 'name'> {
  /** Tells multer that the file was taken. */
  readonly taken: () => void;
}

/** The types of multer lack its latest option. */
interface FormOptions extends multer.Options {
  readonly streamHandler: (request: Readable, parser: Writable) => void;
}

type Middleware = Parameters<ReturnType<multer.Multer['any']>>;
type HandleFile = Parameters<StorageEngine['_handleFile']>;

/** The request that multer expects, without a body. */
class FormRequest extends EventEmitter {
  readonly headers: Readonly<Record<string, string>>;
  /** Otherwise multer waits for the rest of a malformed form. */
  readonly readable = false;
  body: Fields = {};

  constructor(contentType: string) {
    super();
    this.headers = { 'content-type': contentType, 'transfer-encoding': 'chunked' };
  }

  unpipe(): void {}

  resume(): void {}
}

/** multer, fed with a form in pieces. */
class FormParser implements StorageEngine {
  /** The first error. */
  mistake: unknown;
  readonly #request: FormRequest;
  readonly #over: Promise<void>;
  #parser: Writable | undefined;
  #hasFile = false;
  #announced: AnnouncedFile | undefined;

  constructor(contentType: string) {
    this.#request = new FormRequest(contentType);
    const options: FormOptions = {
      storage: this,
      limits: LIMITS,
      fileFilter: (_request, { fieldname }, callback) => {
        const mistake = mistakeInFile(fieldname, this.#hasFile);
        if (mistake) callback(mistake);
        else callback(null, true);
      },
      // Browsers and curl send names in UTF-8 without declaring it.
      defParamCharset: 'utf8',
      streamHandler: (_request, parser) => {
        this.#parser = parser;
      },
    };
    const read = multer(options).any();
    this.#over = new Promise((resolve) => {
      read(this.#request as unknown as Middleware[0], {} as Middleware[1], (error: unknown) => {
        this.mistake ??= error;
        resolve();
      });
    });
  }

  /** False for another content type, or without a boundary. */
  get isReady(): boolean {
    return this.#parser !== undefined;
  }

  /** The text fields so far. */
  get fields(): Fields {
    return this.#request.body;
  }

  /** Resolves when the bytes are parsed. */
  async write(bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve) => {
      // multer receives errors of the parser, and reports them.
      this.#parser?.write(bytes, () => resolve());
    });
  }

  /** Call it after the last bytes. */
  async end(): Promise<void> {
    this.#parser?.end();
    await this.#over;
  }

  /** The file whose head was in the last bytes, if any. */
  announced(): AnnouncedFile | undefined {
    const file = this.#announced;
    this.#announced = undefined;
    return file;
  }

  _handleFile(_request: HandleFile[0], file: HandleFile[1], callback: HandleFile[2]): void {
    this.#hasFile = true;
    // It ends at the next delimiter, without bytes.
    file.stream.resume();
    this.#announced = { field: file.fieldname, name: file.originalname, taken: () => callback(null, {}) };
  }

  /** No effect: the receiver of a file removes it. */
  _removeFile(_request: unknown, _file: unknown, callback: (error: null) => void): void {
    callback(null);
  }
}

/**
 * Instead of the bytes of a file. busboy holds back the line break after a head until something follows, as it may
 * begin a delimiter.
 */
const FILLER = Buffer.from('.');

/** Feeds a form to its parser up to the first error, except for the bytes of the file. */
class FormFeed {
  readonly #pieces: AsyncGenerator<Piece, undefined>;
  readonly #delimiter: Buffer;
  readonly #parser: FormParser;
  readonly #take: (file: FormFile) => Promise<void>;
  /** A piece that was read and not used. */
  #unused: Piece | undefined;
  /** Whether the last delimiter was the closing one. What follows means nothing (RFC 2046, section 5.1.1). */
  #isOver = false;

  /** @param boundary Latin-1, one character per byte */
  constructor(
    body: AsyncIterable<Uint8Array>,
    boundary: string,
    parser: FormParser,
    take: (file: FormFile) => Promise<void>,
  ) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
    this.#pieces = piecesOf(body, this.#delimiter);
    this.#parser = parser;
    this.#take = take;
  }

  async run(): Promise<void> {
    try {
      await this.#feed();
    } catch (error) {
      this.#parser.mistake ??= error;
    } finally {
      await this.#pieces.return(undefined);
    }
  }

  async #feed(): Promise<void> {
    while (this.#parser.mistake === undefined) {
      const piece = await this.#next();
      if (piece === undefined) return this.#parser.end();
      if (this.#isOver) continue;
      await this.#parser.write(piece === 'delimiter' ? this.#delimiter : piece);
      if (piece === 'delimiter') await this.#passHead();
    }
  }

  async #next(): Promise<Piece | undefined> {
    const unused = this.#unused;
    if (unused === undefined) return (await this.#pieces.next()).value;
    this.#unused = undefined;
    return unused;
  }

  /** Passes the head after a delimiter, rewritten for the parser, or the bytes in its place. */
  async #passHead(): Promise<void> {
    let bytes: Buffer = Buffer.alloc(0);
    do {
      const piece = await this.#next();
      if (piece === undefined || piece === 'delimiter') {
        this.#unused = piece;
        break;
      }
      bytes = Buffer.concat([bytes, piece]);
    } while (isUnfinished(bytes));
    if (isClosing(bytes)) {
      this.#isOver = true;
      return this.#parser.write(CLOSING);
    }
    // Of two delimiters in a row, busboy takes the second for the beginning of a head or of a text. In a head without its
    // empty line it takes the delimiter for nothing: the next part would be the bytes of this file.
    if (this.#unused === 'delimiter' && (bytes.length === 0 || isUnfinished(bytes)))
      throw new Error('Malformed part header');
    const length = headLength(bytes);
    if (length === 0) return this.#parser.write(bytes);
    const head = understood(bytes.subarray(0, length));
    await this.#parser.write(head.fileName ? Buffer.concat([head.bytes, FILLER]) : head.bytes);
    if (bytes.length > length) this.#unused = bytes.subarray(length);
    const file = this.#parser.announced();
    if (file) await this.#pass(file, head.fileName ?? file.name);
  }

  async #pass({ field, taken }: AnnouncedFile, name: string): Promise<void> {
    const bytes = { [Symbol.asyncIterator]: () => ({ next: () => this.#nextOfFile() }) };
    await this.#take({ field, name, fields: this.#parser.fields, bytes });
    taken();
  }

  async #nextOfFile(): Promise<IteratorResult<Buffer, undefined>> {
    const piece = await this.#next();
    if (piece === undefined) throw new Error('Unexpected end of form');
    if (piece !== 'delimiter') return { done: false, value: piece };
    this.#unused = piece;
    return { done: true, value: undefined };
  }
}
