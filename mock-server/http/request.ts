import type { RequestHeaders } from './request-headers.js';

/** How a connection ends early: reset (RST), or ended (FIN). */
export type Cut = 'reset' | 'end';

/** Takes a body as it arrives. Its methods do not throw. */
export interface BodySink {
  /** @returns false when no more bytes are wanted: what still comes is dropped */
  write(bytes: Uint8Array): boolean;
  /** Called once, unless no more bytes were wanted: all bytes came, or the body broke off. */
  end(isComplete: boolean): void;
}

/** A request as it came, without anything of the platform that received it. */
export interface HttpRequest {
  readonly method: string;
  /** As the request line has it: path and query with the prefix of the namespace, or a whole address. */
  readonly target: string;
  readonly headers: RequestHeaders;
  readonly scheme: 'http' | 'https';
  /** Of the connection, such as `1.1`; undefined without one. */
  readonly httpVersion?: string | undefined;
  /** Name or address and port that it arrived at. What Host says outweighs it. */
  readonly authority: string;
  /** Whether it says that it has a body, be it an empty one. */
  readonly hasBody: boolean;
  /** To be read once, here or with `read`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Hands the body over as it arrives, without a promise. */
  read(sink: BodySink): void;
  /** Whether all of the body has come. */
  readonly isComplete: boolean;
  /** Created on first use. Aborts when the client disconnects. */
  readonly abandoned: AbortSignal;
  /** Reads and drops what is left of the body: many clients read no answer before all is sent. Does not fail. */
  drain(): Promise<void>;
  /** Ends the connection. Fulfilled once that has happened. */
  cut(how: Cut): Promise<void>;
}
