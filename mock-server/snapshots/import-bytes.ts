import {
  FixtureContents,
  type Platform,
  type Range,
  type ReceivedBytes,
  type StoredBytes,
  type turns,
  writeReceived,
} from '../world/index.js';
import { fromBase64 } from './base64.js';
import { SnapshotError } from './errors.js';
import type { WrittenBytes, WrittenRange } from './format.js';

/** Yields to the event loop when it is time to. */
type MakeWay = ReturnType<typeof turns>;

/**
 * Puts the bytes of a file into the store.
 * @throws SnapshotError when they are more or less than they should be, or have another digest; then nothing remains
 */
export async function importStored(
  platform: Platform,
  written: WrittenBytes,
  path: string,
  makeWay: MakeWay,
): Promise<StoredBytes> {
  if ('pattern' in written) return new FixtureContents(platform.digest).ofSize(written.pattern);
  const { size, md5 } = written;
  const digest = platform.digest();
  const { content } = await writeReceived(platform.contents, [[0n, size]], async function* () {
    for (const piece of decoded(written.base64, size, path)) {
      digest.update(piece);
      yield piece;
      await makeWay();
    }
    const actual = digest.hex();
    if (actual !== md5) throw new SnapshotError(`${path}.md5`, `is "${md5}", but the bytes have ${actual}`);
  });
  return { content, size, md5 };
}

/**
 * Puts the bytes of an unfinished upload into the store.
 * @throws SnapshotError when they are more or less than they should be; then nothing remains
 */
export function importReceived(
  { contents }: Platform,
  written: readonly WrittenRange[],
  path: string,
  makeWay: MakeWay,
): Promise<ReceivedBytes> {
  const ranges = written.map(({ start, end }): Range => [start, end]);
  return writeReceived(contents, ranges, async function* ([start, end], index) {
    for (const piece of decoded(written[index]?.base64 ?? [], end - start, `${path}[${index}]`)) {
      yield piece;
      await makeWay();
    }
  });
}

/** The bytes piece by piece. */
function* decoded(base64: readonly string[], size: bigint, path: string): Generator<Uint8Array> {
  let length = 0n;
  for (const [index, text] of base64.entries()) {
    const piece = fromBase64(text);
    if (!piece) throw new SnapshotError(`${path}.base64[${index}]`, 'must be base64');
    length += BigInt(piece.length);
    yield piece;
  }
  if (length !== size)
    throw new SnapshotError(`${path}.base64`, `has ${length} bytes, but there must be ${size}`);
}
