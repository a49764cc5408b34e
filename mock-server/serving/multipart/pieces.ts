import { joined } from '../../journal/bytes.js';

/** Bytes of a form between two delimiters, or `'delimiter'` in its place. */
export type Piece = Uint8Array | 'delimiter';

const CRLF = Uint8Array.of(13, 10);

/** Takes a form apart at its delimiters, which begin with a line break. The form begins as if after one. */
export async function* piecesOf(
  body: AsyncIterable<Uint8Array>,
  delimiter: Uint8Array,
): AsyncGenerator<Piece> {
  let held: Uint8Array = CRLF;
  for await (const chunk of body) {
    const bytes = joined(held.length === 0 ? [chunk] : [held, chunk]);
    let start = 0;
    for (let at = find(bytes, delimiter, 0); at + delimiter.length <= bytes.length; ) {
      if (at > start) yield bytes.subarray(start, at);
      yield 'delimiter';
      start = at + delimiter.length;
      at = find(bytes, delimiter, start);
    }
    const end = find(bytes, delimiter, start);
    if (end > start) yield bytes.subarray(start, end);
    held = bytes.slice(end);
  }
  if (held.length > 0) yield held;
}

/** Where the delimiter is, or what may be its beginning at the end of the bytes; their length when there is neither. */
function find(bytes: Uint8Array, delimiter: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(13, from); at >= 0; at = bytes.indexOf(13, at + 1)) {
    const length = Math.min(delimiter.length, bytes.length - at);
    let same = 1;
    while (same < length && bytes[at + same] === delimiter[same]) same += 1;
    if (same === length) return at;
  }
  return bytes.length;
}
