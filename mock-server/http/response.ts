import type { HttpRequest } from './request.js';

/**
 * How a response ended: completely sent; broken off or cut; without even its head; or because its bytes could not be
 * produced.
 */
export type Fate = 'sent' | 'cut' | 'unsent' | { readonly failure: unknown };

/** An HTTP response. The carrier does the framing, and drops the body of a response to HEAD. */
export interface HttpResponse {
  readonly status: number;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  /**
   * A string is sent as UTF-8. A stream throws CutOff where the connection is to be cut, after the last byte to send.
   */
  readonly body: string | Uint8Array<ArrayBufferLike> | AsyncIterable<Uint8Array>;
  /** Whether to send the head even if no byte of the body follows. */
  readonly headFirst?: boolean | undefined;
  /** Called once, at the end of the response: writes log and journal. */
  readonly over: (fate: Fate) => void;
}

/**
 * Receives the response; not as a promise if nothing had to be awaited. A promise rejects with CutOff to end the
 * connection instead.
 */
export type Deliver = (response: HttpResponse | Promise<HttpResponse>) => void;

const nothing = (): void => {};

/** A response without an entry in log and journal. */
export function plainResponse(
  status: number,
  headers: readonly string[],
  body: HttpResponse['body'] = '',
): HttpResponse {
  return { status, headers, body, over: nothing };
}

const encoder = new TextEncoder();

/** A text in UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

const scratch = new Uint8Array(64 * 1024);

/** Length of a body in bytes, without encoding the whole text. */
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

/** Bytes as an iterable of one chunk; none if they are empty. */
export async function* onlyBytes(bytes: Uint8Array = new Uint8Array(0)): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
