import type { Namespace, Namespaces } from '../namespaces/index.js';

/** A request to the control API, without anything of the platform that received it. */
export interface ControlRequest {
  readonly method: string;
  /** The path below `/_control`, escapes and all, such as `/rules/r1`; empty for `/_control` itself. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /**
   * Reads the body, in the chunks in which it arrives.
   * @throws BodyTooLarge when it has more bytes than that
   */
  readonly body: (limit: number) => Promise<readonly Uint8Array[]>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A body has more bytes than may be read. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** What is under control. */
export interface ControlScope {
  /** Name in the prefix of the address, whose namespace is made when it is first asked for; undefined without one. */
  readonly namespace: string | undefined;
  readonly namespaces: Namespaces;
  readonly facts: ServerFacts;
  /** Address of the namespace, without a slash at the end. */
  readonly base: string;
  /** The OpenAPI document of this API, as text. */
  readonly document: () => Promise<string>;
}

/** What is told of a server. */
export interface ServerFacts {
  /** Of the testkit. */
  readonly version: string;
  /** Where bytes are kept. */
  readonly storage: 'disk' | 'memory';
  /** Present time of the machine, and when the server was made, in milliseconds since 1970. */
  readonly now: () => number;
  readonly started: number;
}

export interface ControlResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<string> | Iterable<string>;
  /** What is for the log, besides. */
  readonly warnings: readonly string[];
  /** Set when the testkit itself is at fault. */
  readonly failure?: unknown;
}

/** What handlers are called with besides the values they asked for. */
export interface Context extends ControlScope {
  /** The namespace of the request; made with its first use. */
  readonly here: Namespace;
  readonly signal: AbortSignal;
}
