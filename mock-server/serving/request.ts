import type { RequestHeaders } from './request-headers.js';
import type { FormReader } from './upload-form.js';

/** How a connection ends early: reset (RST), or ended (FIN). */
export type Cut = 'reset' | 'end';

/** A request as it came, without anything of the platform that received it. */
export interface HttpRequest {
  readonly method: string;
  /** As the request line has it: path and query with the prefix of the namespace, or a whole address. */
  readonly target: string;
  readonly headers: RequestHeaders;
  readonly scheme: 'http' | 'https';
  /** Name or address and port that it arrived at. What Host says outweighs it. */
  readonly authority: string;
  /** Whether it says that it has a body, be it an empty one. */
  readonly hasBody: boolean;
  /** To be read once. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Whether all of the body has come. */
  readonly isComplete: boolean;
  /** Made when it is needed: aborted when nobody waits for the answer any more. */
  readonly abandoned: AbortSignal;
  /** Reads and drops what is left of the body: many clients read no answer before all is sent. Does not fail. */
  drain(): Promise<void>;
  /** Ends the connection. Fulfilled once that has happened. */
  cut(how: Cut): Promise<void>;
  /** How the platform reads multipart forms, where it has a way of its own. */
  readonly readForm?: FormReader | undefined;
}
