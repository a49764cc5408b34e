import type { Namespace, Namespaces } from '../namespaces/index.js';

/** A request to the control API, independent of the platform. */
export interface ControlRequest {
  readonly method: string;
  /** The path below `/_control`, percent-encoded, such as `/rules/r1`; empty for `/_control` itself. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /**
   * Reads the body, in chunks.
   * @throws BodyTooLarge when it exceeds the limit in bytes
   */
  readonly body: (limit: number) => Promise<readonly Uint8Array[]>;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal;
}

/** The body exceeds the limit. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** The objects that the control API controls. */
export interface ControlScope {
  /** Name in the prefix of the address; the namespace is created on first use. Undefined without a prefix. */
  readonly namespace: string | undefined;
  readonly namespaces: Namespaces;
  readonly facts: ServerFacts;
  /** Address of the namespace, without a trailing slash. */
  readonly base: string;
  /** The OpenAPI document of this API. */
  readonly document: () => Promise<string>;
}

/** Facts about the server. */
export interface ServerFacts {
  /** Version of the testkit. */
  readonly version: string;
  /** Where files are stored. */
  readonly storage: 'disk' | 'memory';
  /** Current time of the machine, and start of the server, in milliseconds since 1970. */
  readonly now: () => number;
  readonly started: number;
}

/** The response of the control API. A body in pieces is sent as it is made. */
export interface ControlResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<string> | Iterable<string>;
  /** Whether the body waits for events: the head is sent at once. */
  readonly isLive?: boolean | undefined;
  /** For the log. */
  readonly warnings: readonly string[];
  /** Set if the testkit itself is at fault. */
  readonly failure?: unknown;
}

/** The context of a handler. */
export interface Context extends ControlScope {
  /** The namespace of the request; created on first use. */
  readonly here: Namespace;
  /** Of the request; names in lower case. */
  readonly headers: ControlRequest['headers'];
  readonly signal: AbortSignal;
}
