/** Bytes as an iterable of one chunk; none if they are empty. */
export async function* onlyBytes(bytes: Uint8Array = new Uint8Array(0)): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
