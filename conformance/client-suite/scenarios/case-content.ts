import type { CaseFile } from './case.js';
import { contentOfKind, contentOfText } from './corners/contents.js';

/** Bytes that are made at a time. A multiple of four. */
const PIECE = 64 * 1024;

/**
 * The bytes of a file of a case: the same size and seed give the same bytes, on any machine. No two places of a file
 * look alike, so that bytes that went astray are noticed. All are letters from A to P: files that have a content are for other
 * bytes.
 *
 * @param size bytes
 */
export function* caseContent(size: number, seed: number): Generator<Uint8Array> {
  let state = scrambled(seed);
  for (let made = 0; made < size; made += PIECE) {
    const piece = new DataView(new ArrayBuffer(PIECE));
    for (let at = 0; at < PIECE; at += 4) {
      // xorshift32: Marsaglia, "Xorshift RNGs", 2003.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      piece.setUint32(at, (state & 0x0f0f0f0f) + 0x41414141, true);
    }
    yield new Uint8Array(piece.buffer, 0, Math.min(PIECE, size - made));
  }
}

/** Seeds that are neighbours begin far apart. Never 0, from which xorshift does not come away. */
function scrambled(seed: number): number {
  const mixed = Math.imul((seed ^ (seed >>> 16)) + 0x9e3779b9, 0x85ebca6b);
  return mixed ^ (mixed >>> 13) || 1;
}

/** What the bytes of a file are made of. */
export type MadeFile = Pick<CaseFile, 'size' | 'seed' | 'content' | 'text'>;

/** The bytes of a file that is not in the account from the beginning, or that has a given content. */
export function bytesOf({ size, seed, content, text }: MadeFile): Iterable<Uint8Array> {
  if (text) return [contentOfText(text, size)];
  return content ? [contentOfKind(content, size)] : caseContent(size, seed);
}
