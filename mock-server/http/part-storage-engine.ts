import type { Readable } from 'node:stream';
import type { StorageEngine } from 'multer';
import type { ContentStore } from '../world/platform.js';
import { UploadRefusal } from '../world/world.js';
import { pump } from './byte-pump.js';
import type { FileInForm } from './form-feed.js';
import type { PartHandling } from './part-handling.js';
import type { PartRecorder } from './part-recorder.js';
import { StagedBytes } from './staged-bytes.js';
import type { Fill, Receipt } from './upload-receipt.js';
import { type Fields, namesPart, readFolder, readPartTarget } from './upload-target.js';

/** Where the file of a form may go. */
export interface Destination {
  readonly contents: ContentStore;
  readonly handling: PartHandling;
  readonly recorder: PartRecorder;
  readonly query: URLSearchParams;
}

type HandleFile = Parameters<StorageEngine['_handleFile']>;
type RemoveFile = Parameters<StorageEngine['_removeFile']>;

/**
 * Takes the file of one form on behalf of multer. When the fields that name the part came before the file, its bytes
 * go straight to their place. Otherwise they are staged until the whole form was read, since fields may follow.
 */
export class PartStorageEngine implements StorageEngine {
  readonly #destination: Destination;
  readonly #staged: StagedBytes;
  #name: string | undefined;
  #file: FileInForm | undefined;
  #taken: (() => void) | undefined;
  #received: Receipt | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(destination: Destination) {
    this.#destination = destination;
    this.#staged = new StagedBytes(destination.contents);
  }

  /** The file, once the form has come to it. */
  get file(): FileInForm | undefined {
    return this.#file;
  }

  _handleFile(request: HandleFile[0], file: HandleFile[1], callback: HandleFile[2]): void {
    const { stream } = file;
    this.#name = file.originalname;
    this.#destination.recorder.file(file.fieldname, file.originalname, request.body);
    this.#file = { stream, taken: () => this.#nextTaken() };
    this.#ended = this.#take(request.body, this.#announced(stream)).then(
      () => callback(null, {}),
      (error: unknown) => callback(error),
    );
  }

  /** Nothing to do: multer leaves this out when the connection breaks, so `discard` sees to it in every case. */
  _removeFile(_request: RemoveFile[0], _file: RemoveFile[1], callback: RemoveFile[2]): void {
    callback(null);
  }

  /**
   * To be called once the form was read to its end: brings staged bytes to their place.
   * @throws UploadRefusal
   */
  async complete(fields: Fields): Promise<Receipt> {
    if (this.#received) return this.#received;
    if (this.#name === undefined) throw missingFile(fields);
    const { handling, query } = this.#destination;
    const target = readPartTarget(fields, query);
    await handling.begin(target);
    const fill: Fill = async (store) => {
      for await (const bytes of handling.shape(this.#staged.read())) await store(bytes);
    };
    if (target) return handling.takePart(target, fill);
    return handling.takeWhole({ name: this.#name, dirId: readFolder(undefined, query) }, fill);
  }

  /** Waits until nothing is written any more and forgets what was staged. To be called in every case, once. */
  async discard(): Promise<void> {
    await this.#ended;
    await this.#staged.remove();
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

  async #take(fields: Fields, stream: AsyncIterable<Uint8Array>): Promise<void> {
    const { handling, query } = this.#destination;
    const target = namesPart(fields) ? readPartTarget(fields, query) : undefined;
    if (!target) return pump(stream, (bytes) => this.#staged.write(bytes));
    await handling.begin(target);
    this.#received = await handling.takePart(target, (store) => pump(handling.shape(stream), store));
  }
}

function missingFile(fields: Fields): UploadRefusal {
  const reason =
    fields['FilePart'] === undefined
      ? 'the form has no file named FilePart'
      : 'FilePart came as a text field: it needs a file name';
  return new UploadRefusal(3, reason);
}
