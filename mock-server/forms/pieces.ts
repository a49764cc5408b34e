/** Bytes between two delimiters of a form, or `'delimiter'`. */
export type Piece = Buffer | 'delimiter';

const CRLF = Buffer.from('\r\n');

/**
 * Splits a form at its delimiters, which begin with a line break; a form begins as if after one. The platform's search
 * is some ten times as fast as one in JavaScript.
 */
export async function* piecesOf(
  body: AsyncIterable<Uint8Array>,
  delimiter: Buffer,
): AsyncGenerator<Piece, undefined> {
  let held: Buffer = CRLF;
  for await (const chunk of body) {
    let rest = held.length === 0 ? asBuffer(chunk) : Buffer.concat([held, chunk]);
    for (let at = rest.indexOf(delimiter); at >= 0; at = rest.indexOf(delimiter)) {
      if (at > 0) yield rest.subarray(0, at);
      yield 'delimiter';
      rest = rest.subarray(at + delimiter.length);
    }
    const whole = rest.length - beginningAtEnd(rest, delimiter);
    if (whole > 0) yield rest.subarray(0, whole);
    held = rest.subarray(whole);
  }
  if (held.length > 0) yield held;
  return undefined;
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** How many of the last bytes may be the beginning of a delimiter. */
function beginningAtEnd(bytes: Buffer, delimiter: Buffer): number {
  const first = Math.max(0, bytes.length - delimiter.length + 1);
  for (let at = bytes.indexOf(13, first); at >= 0; at = bytes.indexOf(13, at + 1)) {
    const length = bytes.length - at;
    if (delimiter.compare(bytes, at, bytes.length, 0, length) === 0) return length;
  }
  return 0;
}
