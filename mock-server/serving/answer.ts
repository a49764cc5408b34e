/**
 * What became of an answer: all of it went out; it broke off or was cut; not even its head went out; or its bytes could
 * not be made.
 */
export type Fate = 'sent' | 'cut' | 'unsent' | { readonly failure: unknown };

/** What goes back. Framing is left to whoever sends it, and so is dropping the body of an answer to HEAD. */
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
  /** To be called once, when the answer is over: log and journal are told. */
  readonly over: (fate: Fate) => void;
}

const nothing = (): void => {};

/** An answer that nobody needs to hear about again. */
export function plainAnswer(
  status: number,
  headers: readonly string[],
  body: HttpAnswer['body'] = '',
): HttpAnswer {
  return { status, headers, body, over: nothing };
}

/** Bytes of a text in UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
