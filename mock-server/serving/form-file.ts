import { UploadRefusal } from '../world/world.js';
import { decodedBody } from './base64-body.js';
import { pump } from './byte-pump.js';
import { type Fields, type FormFile as FileInForm, isFileField, unescaped } from './form.js';
import type { PartHandling } from './part-handling.js';
import type { PartRecorder } from './part-recorder.js';
import { StagedBytes } from './staged-bytes.js';
import type { Fill, Receipt } from './upload-receipt.js';
import { isBase64, namesPart, readPartTarget, readWholeTarget } from './upload-target.js';

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
export class FormFile {
  readonly #destination: Destination;
  #staged: StagedBytes | undefined;
  #name: string | undefined;
  #received: Receipt | undefined;

  constructor(destination: Destination) {
    this.#destination = destination;
  }

  async take({ field, name, fields, bytes: sent }: FileInForm): Promise<void> {
    const { handling, recorder, query } = this.#destination;
    this.#name = handling.world.assume['form-names'] === 'decoded' ? unescaped(name) : name;
    recorder.file(field, name, fields);
    const bytes = isBase64(query) ? decodedBody(sent) : sent;
    const target = namesPart(fields) ? readPartTarget(fields, query) : undefined;
    if (!target) {
      const staged = new StagedBytes(handling.stage(this.#whole()));
      this.#staged = staged;
      return pump(bytes, (piece) => staged.write(piece));
    }
    await handling.begin(target);
    this.#received = await handling.takePart(target, (store) => pump(handling.shape(bytes), store));
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
    const staged = this.#staged;
    const fill: Fill = async (store) => {
      if (staged) for await (const bytes of handling.shape(staged.read())) await store(bytes);
    };
    if (target) return handling.takePart(target, fill, staged);
    return handling.takeWhole({ ...this.#whole(), name: this.#name }, fill, staged);
  }

  /** Forgets what was staged. To be called in every case, once. */
  async discard(): Promise<void> {
    await this.#staged?.remove();
  }

  #whole(): ReturnType<typeof readWholeTarget> {
    const { handling, query } = this.#destination;
    return readWholeTarget(undefined, query, handling.world.links);
  }
}

function missingFile(fields: Fields): UploadRefusal {
  const [field, text] = Object.entries(fields).find(([name]) => isFileField(name)) ?? [];
  if (field === undefined) return new UploadRefusal(3, 'the form has no file named FilePart');
  // What curl of PHP 5 took for the name of a file, PHP 7 and later send as it is.
  if (typeof text === 'string' && text.startsWith('@'))
    return new UploadRefusal(
      3,
      `${field} came as a text that begins with @: in PHP, use CURLFile for the file`,
    );
  return new UploadRefusal(3, `${field} came as a text field: it needs a file name`);
}
