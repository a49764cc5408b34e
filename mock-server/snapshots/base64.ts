/** Arguments that a call takes at a time. */
const AT_ONCE = 8192;

/** Bytes as base64. In steps: a call has a limited number of arguments. */
export function toBase64(bytes: Uint8Array): string {
  let characters = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    // Spread out as arguments it takes several times as long.
    const codes: ArrayLike<number> = bytes.subarray(at, at + AT_ONCE);
    characters += String.fromCharCode.apply(null, codes as number[]);
  }
  return btoa(characters);
}

/** @returns undefined when the text is no base64 */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
    return bytes;
  } catch {
    // atob refuses it, so it is no base64.
    return undefined;
  }
}
