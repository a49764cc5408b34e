import { joined } from '../../journal/bytes.js';
import type { FormReceiver } from '../upload-form.js';
import { mistakeInFile, unescaped } from './file-field.js';
import type { FormEvent } from './form-parts.js';
import { readLaxly } from './lax-parameters.js';
import { FORM_LIMITS } from './limits.js';
import { decodeText, fileNameIn, readParameters } from './parameters.js';
import type { PartHead } from './part-head.js';

/** The part that is being read, as far as it is one that matters. */
interface OpenField {
  readonly name: string | undefined;
  readonly charset: string;
  readonly chunks: Uint8Array[];
  length: number;
}

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/;

type Events = AsyncIterator<FormEvent>;

/** Sorts the parts of a form into text fields and the file, within limits. After a mistake it reads on; the first counts. */
export class FormContents {
  readonly #receiver: FormReceiver;
  readonly #fields: Record<string, unknown> = Object.create(null);
  #mistake: { readonly error: unknown } | undefined;
  #field: OpenField | undefined;
  #isComplete = false;
  /** The delimiter that begins the first part ends none. */
  #parts = -1;
  #fieldCount = 0;
  #fileCount = 0;
  #hasFile = false;

  constructor(receiver: FormReceiver) {
    this.#receiver = receiver;
    receiver.fields = this.#fields;
  }

  /** @param events those that follow: the bytes of a file are read from there */
  async take(event: FormEvent, events: Events): Promise<void> {
    if (event.kind === 'head') await this.#open(event.head, events);
    else if (event.kind === 'bytes') this.#extend(event.bytes);
    else if (event.kind === 'part-end') this.#close();
    else if (event.kind === 'malformed') this.#fail(event.error);
    else this.#isComplete = true;
  }

  /** To be called behind the last event. @throws the first mistake */
  end(): void {
    if (!this.#isComplete) this.#fail(brokenOff());
    if (this.#mistake) throw this.#mistake.error;
  }

  async #open(head: PartHead, events: Events): Promise<void> {
    const read = head.isSplit ? readParameters : readLaxly;
    const disposition = read(head.get('content-disposition') ?? '', 'utf8');
    if (disposition?.value !== 'form-data') return;
    const { parameters } = disposition;
    const name = parameters.get('name') || undefined;
    const type = readParameters(head.get('content-type') ?? '', 'latin1');
    const isKnown = type !== undefined && MEDIA_TYPE.test(type.value);
    const fileName = fileNameIn(parameters);
    if (fileName !== undefined || (isKnown && type.value === 'application/octet-stream'))
      return this.#openFile(name, fileName, events);
    if (this.#fieldCount === FORM_LIMITS.fields) return this.#fail(new Error('Too many fields'));
    this.#fieldCount += 1;
    const charset = (isKnown && type.parameters.get('charset')) || 'utf8';
    this.#field = { name, charset, chunks: [], length: 0 };
  }

  async #openFile(field: string | undefined, name: string | undefined, events: Events): Promise<void> {
    if (this.#fileCount === FORM_LIMITS.files) return this.#fail(new Error('Too many files'));
    this.#fileCount += 1;
    if (field === undefined) return this.#fail(new Error('Field name missing'));
    // A form whose file nobody has chosen: browsers send it without a name and without bytes.
    if (!name) return;
    if (field.length > FORM_LIMITS.fieldNameSize) return this.#fail(new Error('Field name too long'));
    const mistake = mistakeInFile(unescaped(field), this.#hasFile);
    if (mistake) return this.#fail(mistake);
    if (this.#mistake) return;
    this.#hasFile = true;
    const bytes = this.#fileBytes(events);
    const arriving = { field: unescaped(field), name, fields: this.#fields, bytes };
    try {
      await this.#receiver.take(arriving);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @throws when the form ends before the file does */
  async *#fileBytes(events: Events): AsyncGenerator<Uint8Array> {
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (next.value.kind === 'bytes') {
        yield next.value.bytes;
      } else {
        await this.take(next.value, events);
        return;
      }
    }
    throw brokenOff();
  }

  #extend(bytes: Uint8Array): void {
    if (!this.#field) return;
    const room = FORM_LIMITS.fieldSize + 1 - this.#field.length;
    const kept = bytes.slice(0, room);
    this.#field.chunks.push(kept);
    this.#field.length += kept.length;
  }

  #close(): void {
    const field = this.#field;
    this.#field = undefined;
    if (field) this.#fail(this.#mistakeIn(field));
    this.#parts += 1;
    if (this.#parts === FORM_LIMITS.parts + 1) this.#fail(new Error('Too many parts'));
  }

  /** Keeps a field. @returns what is wrong with it instead */
  #mistakeIn({ name, charset, chunks, length }: OpenField): Error | undefined {
    if (name === undefined) return new Error('Field name missing');
    if (length > FORM_LIMITS.fieldSize) return new Error('Field value too long');
    if (name.length > FORM_LIMITS.fieldNameSize) return new Error('Field name too long');
    const key = unescaped(name);
    if (key.includes('[')) return new Error('Field name nesting too deep');
    const value = decodeText(joined(chunks), charset);
    const known = this.#fields[key];
    if (known === undefined) this.#fields[key] = value;
    else this.#fields[key] = Array.isArray(known) ? [...known, value] : [known, value];
    return undefined;
  }

  #fail(error: unknown): void {
    if (error !== undefined) this.#mistake ??= { error };
  }
}

const brokenOff = (): Error => new Error('Unexpected end of form');
