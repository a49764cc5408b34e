/** JSON text of a value; 64-bit numbers become decimal texts. */
export const writeJson = (value: unknown): string =>
  `${JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))}\n`;
