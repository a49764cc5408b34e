import type { Version } from '../../../wsdl/contract.js';
import { type CallRecord, KeptBody, MASK, type Outcome, type RawBytes } from '../../journal/index.js';
import type { Namespace } from '../../namespaces/index.js';
import type { Delivered } from '../outgoing.js';
import type { HttpRequest } from '../request.js';
import { byteLength, utf8 } from '../response.js';
import type { CallResponse } from './call-response.js';
import { mayBePassword } from './soap-call.js';

const NO_ARGUMENTS = {};
const NO_RULES: readonly string[] = [];

/** A response that is sent whole. */
export type PlainResponse = CallResponse & { readonly body: string | Uint8Array<ArrayBuffer> };

/** Records one call in the journal. */
export class CallRecorder {
  readonly #namespace: Namespace;
  readonly #request: HttpRequest;
  readonly #version: Version;
  readonly #started: number;
  readonly #time: number;
  /** The bytes of the request, if recorded. */
  readonly #kept: KeptBody | undefined;
  #received = 0;

  constructor(namespace: Namespace, request: HttpRequest, version: Version, started: number) {
    this.#namespace = namespace;
    this.#request = request;
    this.#version = version;
    this.#started = started;
    this.#time = namespace.clock.now();
    this.#kept = namespace.journal.recordRaw ? new KeptBody() : undefined;
  }

  received(bytes: Uint8Array): void {
    this.#received += bytes.length;
    this.#kept?.add(bytes);
  }

  /**
   * Records a response of the service itself.
   * @param complete whether all of it was sent
   * @param headers as sent
   */
  sent(response: PlainResponse, complete: boolean, headers: readonly string[]): void {
    const { body, status } = response;
    const kept = this.#kept && new KeptBody();
    kept?.add(typeof body === 'string' ? utf8(body) : body);
    const bytes = BigInt(complete ? byteLength(body) : 0);
    this.delivered(response, { complete, bytes, status, headers, kept });
  }

  /** Records a response that rules changed, or that is long. */
  delivered(response: CallResponse, { complete, bytes, status, headers, kept }: Delivered): void {
    this.#record(
      response,
      outcomeOf(response, complete),
      status,
      bytes,
      kept && { response: kept.head, responseCut: kept.cut, responseHeaders: headers },
    );
  }

  /** Records a request that was refused with an HTTP status before it was parsed. */
  refused(status: number, warning: string): void {
    this.#record({ warnings: [warning] }, 'error', status, 0n, undefined);
  }

  #record(
    { call, account, value, fault, firing, warnings }: Pick<CallResponse, 'warnings'> & Partial<CallResponse>,
    outcome: Outcome,
    status: number | undefined,
    bytesOut: bigint,
    response: Pick<RawBytes, 'response' | 'responseCut' | 'responseHeaders'> | undefined,
  ): void {
    const { journal } = this.#namespace;
    const record: CallRecord = {
      kind: 'call',
      time: this.#time,
      ms: performance.now() - this.#started,
      account,
      outcome,
      status,
      http: journal.httpFacts(this.#request),
      rules: firing?.rules ?? NO_RULES,
      warnings,
      bytesIn: BigInt(this.#received),
      bytesOut,
      version: this.#version,
      operation: call?.operation,
      arguments: call ? shownArguments(this.#namespace, call.args) : NO_ARGUMENTS,
      result: value,
      fault: fault && { code: fault.faultcode, text: fault.message },
      raw: this.#kept && response && { request: this.#kept.head, requestCut: this.#kept.cut, ...response },
    };
    journal.record(record);
  }
}

/** A password sent as the login is masked, too. */
const shownArguments = ({ world }: Namespace, args: object): Readonly<Record<string, unknown>> =>
  mayBePassword(world.accounts, args) ? { ...args, login: MASK } : (args as Record<string, unknown>);

function outcomeOf({ fault, status }: CallResponse, complete: boolean): Outcome {
  if (!complete) return 'cut';
  if (fault) return 'fault';
  return status >= 400 ? 'error' : 'ok';
}
