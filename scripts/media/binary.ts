/** Bytes of a text in ISO 8859-1. */
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A whole number in so many bytes, the highest first. */
export function big(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}

/** A whole number in so many bytes, the lowest first. */
export function little(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
}
