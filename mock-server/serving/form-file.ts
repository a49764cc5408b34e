import { UploadRefusal } from '../world/world.js';
import { pump } from './byte-pump.js';
import type { PartHandling } from './part-handling.js';
import type { PartRecorder } from './part-recorder.js';
import { StagedBytes } from './staged-bytes.js';
import type { ArrivingFile, FormReceiver } from './upload-form.js';
import type { Fill, Receipt } from './upload-receipt.js';
import { type Fields, namesPart, readFolder, readPartTarget } from './upload-target.js';

/** Where the file of a form may go. */
export interface Destination {
  readonly handling: PartHandling;
  readonly recorder: PartRecorder;
  readonly query: URLSearchParams;
}

/**
 * Takes the file of one form. When the fields that name the part came before the file, its bytes go straight to their
 * place. Otherwise they are staged until the whole form was read, since fields may follow.
 */
export class FormFile implements FormReceiver {
  readonly #destination: Destination;
  #staged: StagedBytes | undefined;
  #name: string | undefined;
  #received: Receipt | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(destination: Destination) {
    this.#destination = destination;
  }

  get fields(): Fields {
    return this.#destination.recorder.fields;
  }

  set fields(fields: Fields) {
    this.#destination.recorder.fields = fields;
  }

  note(bytes: Uint8Array): void {
    this.#destination.recorder.received(bytes);
  }

  async take({ field, name, fields, bytes }: ArrivingFile): Promise<void> {
    this.#name = name;
    this.#destination.recorder.file(field, name, fields);
    const taken = this.#take(fields, bytes);
    this.#ended = taken.catch(() => {});
    return taken;
  }

  /**
   * To be called once the form was read to its end: brings staged bytes to their place.
   * @throws UploadRefusal
   */
  async complete(): Promise<Receipt> {
    if (this.#received) return this.#received;
    const { fields } = this;
    if (this.#name === undefined) throw missingFile(fields);
    const { handling, query } = this.#destination;
    const target = readPartTarget(fields, query);
    await handling.begin(target);
    const staged = this.#staged;
    const fill: Fill = async (store) => {
      if (staged) for await (const bytes of handling.shape(staged.read())) await store(bytes);
    };
    if (target) return handling.takePart(target, fill);
    return handling.takeWhole({ name: this.#name, dirId: readFolder(undefined, query) }, fill, staged);
  }

  /** Waits until nothing is written any more and forgets what was staged. To be called in every case, once. */
  async discard(): Promise<void> {
    await this.#ended;
    await this.#staged?.remove();
  }

  async #take(fields: Fields, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const { handling, query } = this.#destination;
    const target = namesPart(fields) ? readPartTarget(fields, query) : undefined;
    if (!target) {
      const staged = new StagedBytes(handling.stage(readFolder(undefined, query)));
      this.#staged = staged;
      return pump(bytes, (piece) => staged.write(piece));
    }
    await handling.begin(target);
    this.#received = await handling.takePart(target, (store) => pump(handling.shape(bytes), store));
  }
}

function missingFile(fields: Fields): UploadRefusal {
  const reason =
    fields['FilePart'] === undefined
      ? 'the form has no file named FilePart'
      : 'FilePart came as a text field: it needs a file name';
  return new UploadRefusal(3, reason);
}
