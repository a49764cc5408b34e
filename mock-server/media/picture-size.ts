import { LARGEST_MEGAPIXELS, pictureType, type Size } from './picture.js';

const IHDR = 0x49484452;

/**
 * Whether a picture may be decoded: what that costs grows with the pixels, which a few bytes can announce by the million.
 * Only a head that is as it has to be counts: a second one could say something else.
 */
export function isDecodable(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = pictureType(bytes) === 'image/png' ? pngSize(view) : jpegSize(view);
  if (!size) return false;
  const pixels = size.width * size.height;
  return pixels > 0 && pixels <= LARGEST_MEGAPIXELS * 1e6;
}

/** Of the one head that there must be, at the beginning. */
function pngSize(view: DataView): Size | undefined {
  let size: Size | undefined;
  for (let at = 8; at + 25 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const isHead = view.getUint32(at + 4) === IHDR;
    if (isHead !== (at === 8)) return undefined;
    if (isHead) size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
  }
  return size;
}

/** Of the first frame: decoders take no more than one. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    // Bytes to fill up with.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the tables between them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
