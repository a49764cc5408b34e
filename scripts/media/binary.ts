/** Bytes of a text in ISO 8859-1. */
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** An unsigned integer, big-endian. */
export function big(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}

/** An unsigned integer, little-endian. */
export function little(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
}
