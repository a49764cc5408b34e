import type { Firing } from '../../edge-cases/index.js';
import type { DownloadRecord, Outcome } from '../../journal/index.js';
import type { Namespace } from '../../namespaces/index.js';
import type { FileVersion } from '../../world/index.js';
import type { Delivered } from '../outgoing.js';
import type { HttpRequest } from '../request.js';
import type { ByteSpan } from './download-head.js';

/** Facts about a download for the journal. */
type Fate = Pick<DownloadRecord, 'outcome' | 'status' | 'bytesOut' | 'raw'>;

/** Records one download in the journal. */
export class DownloadRecorder {
  readonly #namespace: Namespace;
  readonly #request: HttpRequest;
  readonly #started = performance.now();
  readonly #time: number;

  constructor(namespace: Namespace, request: HttpRequest) {
    this.#namespace = namespace;
    this.#request = request;
    this.#time = namespace.clock.now();
  }

  /** There is no file at the address. */
  missing(): void {
    this.#record({ outcome: 'error', status: 404, bytesOut: 0n });
  }

  /** The bytes could not be read. */
  failed(found: FileVersion, firing: Firing | undefined): void {
    this.#record({ outcome: 'cut', status: undefined, bytesOut: 0n }, found, undefined, firing);
  }

  done(
    found: FileVersion,
    span: ByteSpan | undefined,
    { complete, status, bytes, headers, kept }: Delivered,
    firing: Firing | undefined,
  ): void {
    const raw = kept && { request: [], response: kept.head, responseCut: kept.cut, responseHeaders: headers };
    this.#record({ outcome: outcomeOf(complete, status), status, bytesOut: bytes, raw }, found, span, firing);
  }

  #record(fate: Fate, found?: FileVersion, span?: ByteSpan, firing?: Firing): void {
    const { journal } = this.#namespace;
    journal.record({
      kind: 'download',
      time: this.#time,
      ms: performance.now() - this.#started,
      account: found?.file.owner.login,
      http: journal.httpFacts(this.#request),
      rules: firing?.rules ?? [],
      warnings: [],
      bytesIn: 0n,
      fileId: found?.file.id,
      name: found?.file.name,
      range: span && { start: span.start, end: span.end },
      ...fate,
    });
  }
}

function outcomeOf(complete: boolean, status: number | undefined): Outcome {
  if (!complete) return 'cut';
  return status !== undefined && status >= 400 ? 'error' : 'ok';
}
