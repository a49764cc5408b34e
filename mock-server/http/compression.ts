import { joined } from '../journal/index.js';
import { onlyBytes } from './response.js';

/** Compresses bytes with gzip. */
export async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of passed(onlyBytes(bytes), new CompressionStream('gzip'))) pieces.push(piece);
  return joined(pieces);
}

/**
 * Decompresses bytes as they arrive. Of corrupt data, the readable beginning comes first.
 * @throws an error of the platform for corrupt data, and errors of the source
 */
export const gunzipped = (packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> =>
  passed(packed, new DecompressionStream('gzip'));

/**
 * Passes bytes through a transform stream of the platform.
 * @throws an error of the platform for corrupt data, and errors of the source
 */
export async function* passed(
  source: AsyncIterable<Uint8Array>,
  { readable, writable }: GenericTransformStream,
): AsyncGenerator<Uint8Array> {
  const writer = writable.getWriter();
  const fed = feed(source, writer);
  // The reader gets the error first; until then nothing may await this promise.
  fed.catch(() => {});
  const reader: ReadableStreamDefaultReader<Uint8Array> = readable.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  await fed;
}

async function feed(source: AsyncIterable<Uint8Array>, writer: WritableStreamDefaultWriter): Promise<void> {
  try {
    for await (const bytes of source) await writer.write(bytes);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}
