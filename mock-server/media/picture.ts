/** How small a picture is to be: the pixels that its longest side, its width or its height may have. */
export interface PictureLimit {
  readonly by: 'longest-side' | 'width' | 'height';
  readonly pixels: number;
}

/** A picture that was made smaller, as a file of the type it had. */
export interface ScaledPicture {
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/** The formats that are made smaller. */
export type PictureType = 'image/jpeg' | 'image/png';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pictures with more pixels are left alone, in millions: to decode the largest takes some 240 MB of memory. */
export const LARGEST_MEGAPIXELS = 12;

/** As many pixels, of four bytes: a PNG can have eight in each. */
export const LARGEST_UNPACKED = LARGEST_MEGAPIXELS * 4e6;

/** Pixels of the largest preview, in millions: to write one takes more memory than to read the picture. */
export const LARGEST_MADE = 3;

/** Of a JPEG, from 0 to 100. */
export const JPEG_QUALITY = 80;

const BEGINNINGS: readonly (readonly [type: PictureType, bytes: readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** Tells by its first bytes what a picture is; undefined for anything but JPEG and PNG. */
export const pictureType = (bytes: Uint8Array): PictureType | undefined =>
  BEGINNINGS.find(([, beginning]) => beginning.every((byte, at) => bytes[at] === byte))?.[0];

/** The size within a limit, in the same proportions; a picture that is small enough keeps its own. */
export function sizeWithin({ width, height }: Size, { by, pixels }: PictureLimit): Size {
  const side = { 'longest-side': Math.max(width, height), width, height }[by];
  const ratio = Math.min(1, pixels / side);
  return { width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) };
}
