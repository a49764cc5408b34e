import type { Edit } from '../edit.js';
import type { Fault } from '../fault.js';

/** Compiled files of the reference client. */
export type SourceName =
  | 'decode.js'
  | 'download.js'
  | 'four-shared.js'
  | 'multipart.js'
  | 'operations.js'
  | 'read-value.js'
  | 'send-part.js'
  | 'service.js'
  | 'soap-http.js'
  | 'source.js'
  | 'target.js'
  | 'upload.js'
  | 'wire.js';

/** One fault of a client. */
export interface ClientFault extends Fault<SourceName> {
  /** How long the client may take for a call, in milliseconds, where it is a fault to be late. Default: more than enough. */
  readonly patienceMs?: number;
}

export const edit = (file: SourceName, find: string, replace: string): Edit<SourceName> => ({
  file,
  find,
  replace,
});

/**
 * A promise that is rejected while nobody waits for it, which is how programs in JavaScript come to a bad end, and nothing
 * after it: what goes on in this process must not reach into the next case. Stands in asynchronous functions.
 */
export const CRASH =
  "{ void Promise.reject(new Error('nobody waits for this')); await new Promise(() => {}); }";
