import { createHash } from 'node:crypto';
import { caseContent } from '../../client-suite/scenarios/case-content.js';

/** The content of a file, as a case describes it. Small, as contents stay in memory. */
export interface Content {
  readonly size: number;
  readonly seed: number;
}

/** The bytes of a file, generated from its seed. */
export function bytesOf({ size, seed }: Content): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of caseContent(size, seed)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** MD5 in hex. */
export const digestOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
