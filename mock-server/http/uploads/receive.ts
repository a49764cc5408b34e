import { type Act, type CutOff, type Firing, pickAnswer } from '../../edge-cases/index.js';
import { type FormField, KeptBody } from '../../journal/index.js';
import { UploadRefusal } from '../../world/index.js';
import { type Fields, type FormFile, unescaped } from '../form.js';
import type { RoutedRequest } from '../routed-request.js';
import { decodedBody } from './base64.js';
import { StagedBytes } from './staged-bytes.js';
import { type Accepted, UploadStore } from './store.js';
import {
  formType,
  isBase64,
  missingFile,
  namesPart,
  type PartTarget,
  readFileName,
  readPartTarget,
  readWholeTarget,
  sessionKey,
} from './target.js';

/** Bytes that were not taken. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusal: UploadRefusal;
  /** What the refusal was made of. */
  readonly error: unknown;
}

/** A request that brought bytes, read to its end. */
export interface Received {
  readonly outcome: Accepted | Refused;
  /** Which part it is, if it is one and that was known. */
  readonly target: PartTarget | undefined;
  /** The rules that fired; undefined also when it never was known where the bytes go. */
  readonly firing: Firing | undefined;
  readonly acts: readonly Act[];
  /** Bytes of the file that came, 64-bit. */
  readonly fileBytes: bigint;
  /** Bytes of the body, 64-bit. */
  readonly bodyBytes: bigint;
  /** The body, where the journal records bodies. */
  readonly body: KeptBody | undefined;
  /** Of the form, in their order, the file among them. */
  readonly fields: readonly FormField[];
  /** As the form says it. */
  readonly fileName: string | undefined;
  /** Set when a rule cut the connection while bytes came in. */
  readonly cutOff: CutOff | undefined;
}

/** Brings the bytes of a request into world and storage, the way that rules want it, and reads all of the body. */
export async function receive(routed: RoutedRequest, encoding: 'form' | 'raw'): Promise<Received> {
  const store = new UploadStore(routed);
  const receiving = new Receiving(routed, store);
  let outcome = await receiving.take(encoding);
  await store.perform('after');
  const act = outcome.kind === 'refused' ? undefined : pickAnswer(store.acts);
  if (act?.act === 'refuse') outcome = refused(new UploadRefusal(act.code, 'a rule says so'));
  const { target, firing, acts, bytes: fileBytes, cutOff } = store;
  return { outcome, target, firing, acts, fileBytes, cutOff, ...receiving.sent };
}

class Receiving {
  readonly #routed: RoutedRequest;
  readonly #store: UploadStore;
  readonly #body: KeptBody | undefined;
  #bodyBytes = 0n;
  #fields: Fields = {};
  #file: { readonly field: string; readonly name: string; readonly position: number } | undefined;
  #staged: StagedBytes | undefined;
  #accepted: Accepted | undefined;

  constructor(routed: RoutedRequest, store: UploadStore) {
    this.#routed = routed;
    this.#store = store;
    this.#body = routed.namespace.journal.recordRaw ? new KeptBody() : undefined;
  }

  /** What the request brought besides the bytes of the file. */
  get sent(): Pick<Received, 'bodyBytes' | 'body' | 'fields' | 'fileName'> {
    const fields = listed(this.#fields);
    const file = this.#file;
    if (file) fields.splice(file.position, 0, { name: file.field });
    return { bodyBytes: this.#bodyBytes, body: this.#body, fields, fileName: file?.name };
  }

  async take(encoding: 'form' | 'raw'): Promise<Accepted | Refused> {
    const body = { [Symbol.asyncIterator]: () => this.#counted() };
    try {
      return encoding === 'form' ? await this.#takeForm(body) : await this.#takeRaw(body);
    } catch (error) {
      // Many clients read no response before all of the body is sent.
      await drain(body);
      return refused(error);
    }
  }

  async *#counted(): AsyncGenerator<Uint8Array> {
    for await (const bytes of this.#routed.request.body) {
      this.#bodyBytes += BigInt(bytes.length);
      this.#body?.add(bytes);
      yield bytes;
    }
  }

  async #takeForm(body: AsyncIterable<Uint8Array>): Promise<Accepted> {
    const { request, service } = this.#routed;
    try {
      const form = await service.readForm(body, formType(request), (file) => this.#takeFile(file));
      this.#fields = form.fields;
      if (form.mistake !== undefined) throw form.mistake;
      return this.#accepted ?? (await this.#storeStaged(form.fields));
    } finally {
      await this.#staged?.remove();
    }
  }

  /**
   * When the fields that name the part came before the file, its bytes go straight to their place. Otherwise they are
   * staged until the whole form was read, since fields may follow.
   */
  async #takeFile({ field, name, fields, bytes: sent }: FormFile): Promise<void> {
    const { query, service } = this.#routed;
    this.#file = { field, name, position: listed(fields).length };
    const bytes = isBase64(query) ? decodedBody(sent) : sent;
    const target = namesPart(fields) ? readPartTarget(fields, query) : undefined;
    if (target) {
      await this.#store.begin(target);
      this.#accepted = await this.#store.storePart(target, bytes);
    } else {
      const whole = readWholeTarget(undefined, query, this.#routed.namespace.world.links);
      const staged = new StagedBytes(this.#routed.namespace.world.stage(sessionKey(query), whole));
      this.#staged = staged;
      await service.pump.run(bytes, (piece) => staged.write(piece));
    }
  }

  async #storeStaged(fields: Fields): Promise<Accepted> {
    const { query } = this.#routed;
    if (!this.#file || !this.#staged) throw missingFile(fields);
    const target = readPartTarget(fields, query);
    await this.#store.begin(target);
    if (target) return this.#store.storePart(target, this.#staged);
    const { assume, links } = this.#routed.namespace.world;
    const name = assume['form-names'] === 'decoded' ? unescaped(this.#file.name) : this.#file.name;
    return this.#store.storeWhole({ ...readWholeTarget(undefined, query, links), name }, this.#staged);
  }

  /** What a form has in its fields is in the query; without a file id there, the headers name a file sent whole (client). */
  async #takeRaw(body: AsyncIterable<Uint8Array>): Promise<Accepted> {
    const { query, request } = this.#routed;
    const target = readPartTarget({}, query);
    await this.#store.begin(target);
    const bytes = isBase64(query) ? decodedBody(body) : body;
    if (target) return this.#store.storePart(target, bytes);
    const whole = readWholeTarget(
      request.headers.get('x-upload-dir'),
      query,
      this.#routed.namespace.world.links,
    );
    return this.#store.storeWhole(
      { ...whole, name: whole.keepsName ? '' : readFileName(request.headers) },
      bytes,
    );
  }
}

/** The text fields of a form, each as often as it came. */
const listed = (fields: Fields): FormField[] =>
  Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value: String(value) })),
  );

/** Anything else than a refusal is a form that cannot be read, a connection that broke, or a fault of the server. */
function refused(error: unknown): Refused {
  if (error instanceof UploadRefusal) return { kind: 'refused', refusal: error, error };
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'refused', refusal: new UploadRefusal(4, reason), error };
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const _ of body);
  } catch {
    // A body that breaks off has nothing left to be read; that it did is seen by `isComplete`.
  }
}
