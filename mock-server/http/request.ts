import type { RequestHeaders } from './request-headers.js';

/** How to end a connection early: reset (RST), or end (FIN). */
export type Cut = 'reset' | 'end';

/** Receives a body as it arrives. Its methods do not throw. */
export interface BodySink {
  /** @returns false to drop the rest of the body */
  write(bytes: Uint8Array): boolean;
  /** Called once, unless the rest was dropped: all bytes arrived, or the body broke off. */
  end(isComplete: boolean): void;
}

/** An HTTP request, independent of the platform. */
export interface HttpRequest {
  readonly method: string;
  /** Target of the request line: path and query with the prefix of the namespace, or an absolute address. */
  readonly target: string;
  readonly headers: RequestHeaders;
  readonly scheme: 'http' | 'https';
  /** Of the connection, such as `1.1`; undefined without one. */
  readonly httpVersion?: string | undefined;
  /** Name or IP address and port at which it arrived. The Host header outweighs it. */
  readonly authority: string;
  /** Whether it has a body, even an empty one. */
  readonly hasBody: boolean;
  /** To be read once, here or with `read`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Passes the body to a sink as it arrives, without promises. */
  read(sink: BodySink): void;
  /** Whether all of the body arrived. */
  readonly isComplete: boolean;
  /** Created on first use. Aborts when the client disconnects. */
  readonly abandoned: AbortSignal;
  /**
   * Reads and drops the rest of the body: many clients read no response before they have sent everything. Does not
   * reject.
   */
  drain(): Promise<void>;
  /** Ends the connection; resolves when it has ended. */
  cut(how: Cut): Promise<void>;
}
