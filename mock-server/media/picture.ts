/** A size limit in pixels: of the longest side, the width or the height. */
export interface PictureLimit {
  readonly by: 'longest-side' | 'width' | 'height';
  readonly pixels: number;
}

/** A scaled picture, as a file of its original type. */
export interface ScaledPicture {
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/** The formats that can be scaled. */
type PictureType = 'image/jpeg' | 'image/png';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The most pixels to decode, in millions: the largest picture takes some 240 MB of memory. */
export const LARGEST_MEGAPIXELS = 12;

/** As many pixels, of four bytes: a PNG can have eight a pixel. */
export const LARGEST_UNPACKED = LARGEST_MEGAPIXELS * 4e6;

/** The most pixels of a preview, in millions: encoding takes more memory than decoding. */
export const LARGEST_MADE = 3;

/** Quality of a JPEG, from 0 to 100. */
export const JPEG_QUALITY = 80;

const BEGINNINGS: readonly (readonly [type: PictureType, bytes: readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** The type of a picture by its first bytes; undefined except for JPEG and PNG. */
export const pictureType = (bytes: Uint8Array): PictureType | undefined =>
  BEGINNINGS.find(([, beginning]) => beginning.every((byte, at) => bytes[at] === byte))?.[0];

/** The size within a limit, in the same proportions; a picture that is small enough keeps its own. */
export function sizeWithin({ width, height }: Size, { by, pixels }: PictureLimit): Size {
  const side = { 'longest-side': Math.max(width, height), width, height }[by];
  const ratio = Math.min(1, pixels / side);
  return { width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) };
}
