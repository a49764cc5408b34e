import { finish } from '../world/index.js';

/** As many bytes as an operation may have arguments. */
const PIECE = 0x6000;

/** All chunks as one; a single chunk is not copied. */
export const joined = (chunks: readonly Uint8Array[]): Uint8Array => finish(joining(chunks));

/** The same in steps, as copying 60 MiB takes a quarter of a second. */
export function* joining(chunks: readonly Uint8Array[]): Generator<void, Uint8Array> {
  const [first = new Uint8Array(0)] = chunks;
  if (chunks.length <= 1) return first;
  const all = new Uint8Array(chunks.reduce((bytes, chunk) => bytes + chunk.length, 0));
  let place = 0;
  for (const chunk of chunks) {
    all.set(chunk, place);
    place += chunk.length;
    yield;
  }
  return all;
}

/** A character for every byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += PIECE) {
    text += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  }
  return text;
}

/** A byte for every character. */
export const fromLatin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The value of a header in a list of name, value, name, value; the first of several. @param name in lower case */
export function headerIn(headers: readonly string[], name: string): string | undefined {
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (headers[index]?.toLowerCase() === name) return headers[index + 1];
  }
  return undefined;
}
