import type { HttpRequest } from './request.js';

/**
 * What became of an answer: all of it went out; it broke off or was cut; not even its head went out; or its bytes could
 * not be made.
 */
export type Fate = 'sent' | 'cut' | 'unsent' | { readonly failure: unknown };

/** What goes back. The carrier does the framing, and drops the body of an answer to HEAD. */
export interface HttpAnswer {
  readonly status: number;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  /**
   * A string is to be sent as UTF-8. A stream throws CutOff where the connection is to be cut, after all bytes that are
   * to go out before.
   */
  readonly body: string | Uint8Array<ArrayBufferLike> | AsyncIterable<Uint8Array>;
  /** The head is to be seen even if no byte of the body will be. */
  readonly headFirst?: boolean | undefined;
  /** Called once, at the end of the answer: writes log and journal. */
  readonly over: (fate: Fate) => void;
}

/**
 * Takes the answer to a request: a value where nothing had to be waited for. A promise is rejected with CutOff when the
 * connection is to end in place of an answer.
 */
export type Deliver = (answer: HttpAnswer | Promise<HttpAnswer>) => void;

const nothing = (): void => {};

/** An answer whose end is not recorded. */
export function plainAnswer(
  status: number,
  headers: readonly string[],
  body: HttpAnswer['body'] = '',
): HttpAnswer {
  return { status, headers, body, over: nothing };
}

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

const scratch = new Uint8Array(64 * 1024);

/** How many bytes a body has; of a text in UTF-8, which is not encoded for it as a whole. */
export function byteLength(body: string | Uint8Array): number {
  if (typeof body !== 'string') return body.length;
  let length = 0;
  for (let at = 0; at < body.length; ) {
    const { read, written } = encoder.encodeInto(at === 0 ? body : body.slice(at), scratch);
    at += read;
    length += written;
  }
  return length;
}

const CHUNKED = ['Transfer-encoding', 'chunked'] as const;
const NONE = [] as const;

/** RI: the response to a call is chunked under HTTP/1.1, and has a Content-length under HTTP/1.0. @param length in bytes */
export function framing(
  { httpVersion }: Pick<HttpRequest, 'httpVersion'>,
  length: () => number,
): readonly string[] {
  if (httpVersion === undefined) return NONE;
  return httpVersion === '1.0' ? ['Content-length', String(length())] : CHUNKED;
}
