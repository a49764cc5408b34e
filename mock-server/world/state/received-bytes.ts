import type { Content, ContentStore } from '../platform.js';

/** From the first byte up to, not including, `end`. 64-bit. */
export type Range = readonly [start: bigint, end: bigint];

/** Bytes of an upload that is not finished: those in these ranges were received, the others were not. */
export interface ReceivedBytes {
  readonly content: Content;
  readonly received: readonly Range[];
}

/** A copy in another content. Only the ranges are read and written. */
export async function copyReceived(
  { content, received }: ReceivedBytes,
  contents: ContentStore,
): Promise<ReceivedBytes> {
  return writeReceived(contents, received, ([start, end]) => content.read(start, end));
}

/** Makes a content from ranges. A failure removes it. */
export async function writeReceived(
  contents: ContentStore,
  received: readonly Range[],
  bytesOf: (range: Range, index: number) => AsyncIterable<Uint8Array>,
): Promise<ReceivedBytes> {
  const content = contents.create();
  try {
    for (const [index, range] of received.entries()) {
      let [at] = range;
      for await (const piece of bytesOf(range, index)) {
        await content.write(at, piece);
        at += BigInt(piece.length);
      }
    }
    await content.rest();
    return { content, received };
  } catch (error) {
    await content.remove();
    throw error;
  }
}
