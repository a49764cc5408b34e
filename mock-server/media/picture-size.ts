import {
  LARGEST_MADE,
  LARGEST_MEGAPIXELS,
  LARGEST_UNPACKED,
  type PictureLimit,
  pictureType,
  type Size,
  sizeWithin,
} from './picture.js';

interface Head extends Size {
  readonly bitsOfPixel: number;
}

const IHDR = 0x49484452;

/**
 * Whether a picture may be decoded and scaled: the cost grows with the pixels, which a few bytes
 * can announce by the million. Only a valid head counts, as a second one could differ.
 */
export function isDecodable(bytes: Uint8Array, limit: PictureLimit): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = pictureType(bytes) === 'image/png' ? pngHead(view) : jpegHead(view);
  if (!head) return false;
  const pixels = head.width * head.height;
  const made = sizeWithin(head, limit);
  return (
    pixels > 0 &&
    pixels <= LARGEST_MEGAPIXELS * 1e6 &&
    (pixels * head.bitsOfPixel) / 8 <= LARGEST_UNPACKED &&
    made.width * made.height <= LARGEST_MADE * 1e6
  );
}

/** Samples of a pixel, by the colour type of a PNG. */
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);

/** From the header, which must come first. */
function pngHead(view: DataView): Head | undefined {
  let head: Head | undefined;
  for (let at = 8; at + 25 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const isHead = view.getUint32(at + 4) === IHDR;
    if (isHead !== (at === 8)) return undefined;
    const channels = CHANNELS.get(view.getUint8(25));
    if (channels === undefined) return undefined;
    if (isHead)
      head = {
        width: view.getUint32(at + 8),
        height: view.getUint32(at + 12),
        bitsOfPixel: view.getUint8(at + 16) * channels,
      };
  }
  return head;
}

/** From the first frame: decoders use only that. They decode to four bytes a pixel. */
function jpegHead(view: DataView): Head | undefined {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    // Fill bytes.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), bitsOfPixel: 32 };
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the tables between them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
