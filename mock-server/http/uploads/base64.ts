import { fromBase64 } from '../../snapshots/index.js';
import { UploadRefusal } from '../../world/index.js';

/**
 * Decodes a Base64 body, with or without line breaks. Reads it to its end in any case: a client reads no response
 * before it has sent everything.
 * @throws UploadRefusal 4 for another body, and errors of the body
 */
export async function* decodedBody(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('latin1');
  let held = '';
  let isBase64 = true;
  for await (const piece of body) {
    if (!isBase64) continue;
    const text = held + decoder.decode(piece).replace(/\s+/g, '');
    const whole = text.length - (text.length % 4);
    held = text.slice(whole);
    const bytes = fromBase64(text.slice(0, whole));
    isBase64 = bytes !== undefined;
    if (bytes && bytes.length > 0) yield bytes;
  }
  // Some clients omit the padding.
  const last = fromBase64(held);
  if (!isBase64 || !last) throw new UploadRefusal(4, 'base64 is in the address, and the bytes are none');
  if (last.length > 0) yield last;
}
