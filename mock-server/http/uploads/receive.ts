import { type Act, type CutOff, type Firing, replacementIn } from '../../edge-cases/index.js';
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

/** Bytes that were refused. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusal: UploadRefusal;
  /** The cause of the refusal. */
  readonly error: unknown;
}

/** An upload request, read to its end. */
export interface Received {
  readonly outcome: Accepted | Refused;
  /** The part, if it is one and that is known. */
  readonly target: PartTarget | undefined;
  /** The rules that fired; undefined also if the destination of the bytes never became known. */
  readonly firing: Firing | undefined;
  readonly acts: readonly Act[];
  /** Bytes of the file that arrived, 64-bit. */
  readonly fileBytes: bigint;
  /** Bytes of the body, 64-bit. */
  readonly bodyBytes: bigint;
  /** The body, if the journal records bodies. */
  readonly body: KeptBody | undefined;
  /** Fields of the form in their order, with the file field. */
  readonly fields: readonly FormField[];
  /** File name in the form. */
  readonly fileName: string | undefined;
  /** Set when a rule cut the connection while bytes arrived. */
  readonly cutOff: CutOff | undefined;
}

/** Passes the bytes of a request to world and storage, as rules demand, and reads all of the body. */
export async function receive(routed: RoutedRequest, encoding: 'form' | 'raw'): Promise<Received> {
  const store = new UploadStore(routed);
  const receiving = new Receiving(routed, store);
  let outcome = await receiving.take(encoding);
  await store.perform('after');
  const act = outcome.kind === 'refused' ? undefined : replacementIn(store.acts);
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

  /** The request besides the bytes of the file. */
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
      // Many clients read no response before they have sent everything.
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
   * If the fields that name the part precede the file, its bytes go straight to their position. Otherwise they are
   * staged until the form ends, since fields may follow.
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

  /** client: the query has what a form has in fields; without a file id, the headers name a file sent whole. */
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

/** The text fields of a form, as often as they occurred. */
const listed = (fields: Fields): FormField[] =>
  Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value: String(value) })),
  );

/** Any other error is a malformed form, a broken connection, or a fault of this server. */
function refused(error: unknown): Refused {
  if (error instanceof UploadRefusal) return { kind: 'refused', refusal: error, error };
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'refused', refusal: new UploadRefusal(4, reason), error };
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const _ of body);
  } catch {
    // A body that breaks off has nothing left to read; `isComplete` is false then.
  }
}
