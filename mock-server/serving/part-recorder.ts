import type { FormField, Outcome } from '../journal/entry.js';
import { KeptBody } from '../journal/kept-body.js';
import { partFacts } from '../journal/part-facts.js';
import type { Namespace } from '../namespaces/namespace.js';
import type { Fields } from './form.js';
import { httpFacts } from './http-facts.js';
import type { Delivered } from './outgoing.js';
import type { PartHandling } from './part-handling.js';
import type { HttpRequest } from './request.js';
import type { UploadOutcome } from './upload-exchange.js';

/** Gathers what the journal is told of one request that brings bytes. */
export class PartRecorder {
  /** The text fields of the form, as far as they came. */
  fields: Fields = {};
  readonly #namespace: Namespace;
  readonly #request: HttpRequest;
  readonly #started = performance.now();
  readonly #time: number;
  readonly #kept: KeptBody | undefined;
  #file: { readonly field: string; readonly name: string; readonly position: number } | undefined;
  #bytesIn = 0n;

  constructor(namespace: Namespace, request: HttpRequest) {
    this.#namespace = namespace;
    this.#request = request;
    this.#time = namespace.clock.now();
    this.#kept = namespace.journal.recordRaw ? new KeptBody() : undefined;
  }

  /** Milliseconds since the request came. */
  get ms(): number {
    return performance.now() - this.#started;
  }

  /** Bytes of the body, as they came. */
  received(bytes: Uint8Array): void {
    this.#bytesIn += BigInt(bytes.length);
    this.#kept?.add(bytes);
  }

  /** The form has come to its file. @param fields those that came before */
  file(field: string, name: string, fields: Fields): void {
    this.#file = { field, name, position: listed(fields).length };
  }

  done(outcome: UploadOutcome, handling: PartHandling, delivered: Delivered): void {
    const http = httpFacts(this.#request);
    const { account } = handling;
    const { fields, secrets } = partFacts({ http, fields: this.#fields() }, account);
    const refusal = 'refusal' in outcome ? outcome.refusal : undefined;
    this.#namespace.journal.record({
      kind: 'part',
      time: this.#time,
      ms: this.ms,
      account: account?.login,
      outcome: outcomeOf(outcome, delivered),
      status: delivered.status,
      http,
      rules: handling.firing?.rules ?? [],
      warnings: [],
      bytesIn: this.#bytesIn,
      bytesOut: delivered.bytes,
      fileId: handling.target?.fileId,
      firstByte: handling.target?.firstByte,
      received: handling.received,
      fileName: this.#file?.name,
      fields,
      secrets,
      refusal: refusal && { code: refusal.code, reason: refusal.reason },
      raw: this.#kept && {
        request: this.#kept.head,
        requestCut: this.#kept.cut,
        reply: delivered.kept?.head ?? [],
        replyCut: delivered.kept?.cut,
        replyHeaders: delivered.headers,
      },
    });
  }

  #fields(): FormField[] {
    const fields = listed(this.fields);
    if (this.#file) fields.splice(this.#file.position, 0, { name: this.#file.field });
    return fields;
  }
}

/** The text fields of a form, each as often as it came. */
function listed(fields: Fields): FormField[] {
  return Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value: String(value) })),
  );
}

function outcomeOf(outcome: UploadOutcome, { complete, status }: Delivered): Outcome {
  if (!complete) return 'cut';
  if (status !== undefined && status >= 400 && !('refusal' in outcome)) return 'error';
  return 'refusal' in outcome ? 'refused' : 'ok';
}
