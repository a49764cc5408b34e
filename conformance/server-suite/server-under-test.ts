import type { OperationName, Operations, Version } from '../../wsdl/contract.js';
import type { SoapFault } from '../soap-client/index.js';

/**
 * A service as the suite reaches it. The implementation decides on spelling and transport of calls: raw XML over sockets,
 * a SOAP toolkit, an app in the same process.
 */
export interface ServerUnderTest {
  readonly version: Version;
  /** Where the service takes calls: the address of its description, without the query. */
  readonly address: string;
  /**
   * Calls an operation. Numbers of type `xsd:long` are bigint, with any toolkit beneath.
   * @throws NoAnswerError when what comes back is neither a reply nor a fault
   */
  call<Name extends OperationName>(
    name: Name,
    args: Operations[Name]['args'],
  ): Promise<CallOutcome<Operations[Name]['result']>>;
  /**
   * Sends one HTTP request: uploads, downloads, the description, and calls that are spelt by the suite itself. Redirects are
   * not followed.
   * @throws NoAnswerError when nothing comes back, or too much
   */
  send(request: HttpRequest): Promise<HttpReply>;
  /** Releases resources such as sockets. */
  close?(): Promise<void>;
}

/** The outcome of a call. */
export type CallOutcome<Value = unknown> = (Reply<Value> | { readonly fault: SoapFault }) & {
  /** For the report. Absent when the transport does not know it. */
  readonly exchanged?: Exchanged | undefined;
};

/** A reply that is no fault: its value, and what deviates from the description. */
export interface Reply<Value = unknown> {
  readonly value: Value;
  /** Deviations of a readable reply from the description. Absent when the reader does not check them. */
  readonly complaints?: readonly string[] | undefined;
}

/** A plain HTTP request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
}

/** A whole HTTP response. */
export interface HttpReply {
  readonly status: number;
  /** Names in lower case; values of a repeated header are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A request and what came back, as they went over the wire. */
export interface Exchanged {
  readonly request: HttpRequest;
  readonly reply: HttpReply;
}

/** Carries a request to the service: over a socket, into an app, through an interceptor. */
export type Exchange = (request: HttpRequest) => Promise<HttpReply>;

/**
 * Why there is no answer. `unreachable`: the connection failed, so the service saw nothing. `undescribed`: a toolkit could
 * not make the call by the service's description, so the service saw nothing either.
 */
export type NoAnswer =
  | 'unreachable'
  | 'undescribed'
  | 'hung-up'
  | 'timed-out'
  | 'too-large'
  | 'no-soap'
  | 'bad-xml'
  | 'bad-value';

/** A call without a reply or a fault. The message is a clause in past tense: `was answered with ...`. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  /** The exchange, if it is known. */
  exchanged: Exchanged | undefined;

  constructor(
    readonly kind: NoAnswer,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
