import type { Readable, Writable } from 'node:stream';
import multer, { type StorageEngine } from 'multer';
import { mistakeInFile } from '../serving/multipart/file-field.js';
import { readLaxly, spelledOut } from '../serving/multipart/lax-parameters.js';
import { FORM_LIMITS } from '../serving/multipart/limits.js';
import { readParameters } from '../serving/multipart/parameters.js';
import type { HttpRequest } from '../serving/request.js';
import type { FormReceiver } from '../serving/upload-form.js';
import type { Fields } from '../serving/upload-target.js';
import { type FileInForm, FormFeed } from './form-feed.js';
import { NodeRequest } from './node-request.js';

/** The type package of multer does not know its latest option. */
interface FormOptions extends multer.Options {
  readonly streamHandler: (body: Readable, parser: Writable) => void;
}

/** Reads a form as it streams in. Rejects when it breaks off or cannot be read, and with what the receiver throws. */
export function readForm(request: HttpRequest, receiver: FormReceiver): Promise<void> {
  if (!(request instanceof NodeRequest)) throw new TypeError('only a request of a socket is read by multer');
  const { incoming, response } = request;
  const type = request.get('content-type') ?? '';
  // The parser knows no other spelling.
  if (!readParameters(type, 'latin1')) incoming.headers['content-type'] = spelledOut(type);
  const boundary = readLaxly(type, 'latin1')?.parameters.get('boundary') ?? '';
  const note = (bytes: Uint8Array): void => receiver.note(bytes);
  return new Promise((resolve, reject) => {
    let storage: ReceivingEngine | undefined;
    const feed = new FormFeed(boundary, () => storage?.file);
    storage = new ReceivingEngine(receiver, () => feed.fileName);
    const options: FormOptions = {
      storage,
      limits: FORM_LIMITS,
      fileFilter: (_request, { fieldname }, callback) => {
        const mistake = mistakeInFile(fieldname, storage?.file !== undefined);
        if (mistake) callback(mistake);
        else callback(null, true);
      },
      // Browsers and curl send names in UTF-8 without saying so.
      defParamCharset: 'utf8',
      streamHandler: (body, parser) => {
        receiver.fields = fieldsOf(incoming);
        feed.run(body, parser, note).catch((error: unknown) => {
          // A reader of the file would wait for the rest of it for ever.
          storage?.file?.stream.destroy();
          reject(error);
        });
      },
    };
    const read = multer(options).any();
    // multer reads no more of a request of Express than of a plain one.
    read(incoming as Parameters<typeof read>[0], response as Parameters<typeof read>[1], (error: unknown) =>
      error === undefined ? resolve() : reject(error),
    );
  });
}

/** The text fields, which multer keeps with the request as they come. */
const fieldsOf = (incoming: object): Fields =>
  'body' in incoming && typeof incoming.body === 'object' && incoming.body !== null
    ? (incoming.body as Fields)
    : {};

type HandleFile = Parameters<StorageEngine['_handleFile']>;
type RemoveFile = Parameters<StorageEngine['_removeFile']>;

/** Hands the file of one form over on behalf of multer. */
class ReceivingEngine implements StorageEngine {
  readonly #receiver: FormReceiver;
  readonly #fileName: () => string | undefined;
  #file: FileInForm | undefined;
  #taken: (() => void) | undefined;

  /** @param fileName of the part that the form has come to, as it was sent */
  constructor(receiver: FormReceiver, fileName: () => string | undefined) {
    this.#receiver = receiver;
    this.#fileName = fileName;
  }

  /** The file, once the form has come to it. */
  get file(): FileInForm | undefined {
    return this.#file;
  }

  _handleFile(request: HandleFile[0], file: HandleFile[1], callback: HandleFile[2]): void {
    const { stream, fieldname: field, originalname } = file;
    const name = this.#fileName() ?? originalname;
    this.#file = { stream, taken: () => this.#nextTaken() };
    this.#receiver.take({ field, name, fields: request.body, bytes: this.#announced(stream) }).then(
      () => callback(null, {}),
      (error: unknown) => callback(error),
    );
  }

  /** Nothing to do: multer leaves this out when the connection breaks, so the receiver sees to it in every case. */
  _removeFile(_request: RemoveFile[0], _file: RemoveFile[1], callback: RemoveFile[2]): void {
    callback(null);
  }

  async *#announced(stream: Readable): AsyncGenerator<Uint8Array> {
    for await (const bytes of stream) {
      this.#taken?.();
      yield bytes;
    }
  }

  #nextTaken(): Promise<void> {
    return new Promise((resolve) => {
      this.#taken = resolve;
    });
  }
}
