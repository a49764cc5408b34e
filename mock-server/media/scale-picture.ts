import { PNG } from 'pngjs';
import { decodeJpeg, encodeJpeg } from './jpeg.js';
import { type PictureLimit, pictureType, type ScaledPicture, sizeWithin } from './picture.js';
import { isDecodable } from './picture-size.js';

/** Red, green, blue and opacity of each pixel, one byte each. */
interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Makes a JPEG or PNG smaller; one that is small enough keeps its size. Keeps the proportions.
 * @returns undefined for a picture of another format, a damaged one, and one that is too large to be decoded
 */
export async function scalePicture(
  bytes: Uint8Array,
  limit: PictureLimit,
): Promise<ScaledPicture | undefined> {
  try {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const type = pictureType(view);
    if (type === undefined || !isDecodable(view, limit)) return undefined;
    return await (type === 'image/jpeg' ? scaleJpeg(view, limit) : scalePng(view, limit));
  } catch {
    // Damaged: the original is shown instead.
    return undefined;
  }
}

async function scaleJpeg(bytes: Buffer, limit: PictureLimit): Promise<ScaledPicture> {
  return { type: 'image/jpeg', bytes: await encodeJpeg(scaled(await decodeJpeg(bytes), limit)) };
}

function scalePng(bytes: Buffer, limit: PictureLimit): ScaledPicture | undefined {
  // pngjs unpacks interlaced pictures without a limit: a small file could become gigabytes.
  if (bytes[28] !== 0) return undefined;
  const { data, width, height } = scaled(PNG.sync.read(bytes), limit);
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { type: 'image/png', bytes: PNG.sync.write(png) };
}

function scaled(raster: Raster, limit: PictureLimit): ImageData {
  const { width, height } = sizeWithin(raster, limit);
  return averaged(raster, width, height);
}

/** Every pixel becomes the average of the original ones in its area, weighted by opacity. */
function averaged(raster: Raster, width: number, height: number): ImageData {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const rows = stretch(y, height, raster.height);
    for (let x = 0; x < width; x++) {
      data.set(average(raster, stretch(x, width, raster.width), rows), (y * width + x) * 4);
    }
  }
  return { width, height, data, colorSpace: 'srgb' };
}

type Stretch = readonly [from: number, to: number];

/** The original pixels along one side for the pixel at `place`: at least one. */
function stretch(place: number, small: number, large: number): Stretch {
  const from = Math.floor((place * large) / small);
  return [from, Math.max(from + 1, Math.floor(((place + 1) * large) / small))];
}

function average({ width, data }: Raster, [left, right]: Stretch, [top, bottom]: Stretch): number[] {
  let [red, green, blue, opacity] = [0, 0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let at = (y * width + left) * 4, end = (y * width + right) * 4; at < end; at += 4) {
      const weight = data[at + 3] ?? 0;
      red += (data[at] ?? 0) * weight;
      green += (data[at + 1] ?? 0) * weight;
      blue += (data[at + 2] ?? 0) * weight;
      opacity += weight;
    }
  }
  if (opacity === 0) return [0, 0, 0, 0];
  const pixels = (right - left) * (bottom - top);
  return [red / opacity, green / opacity, blue / opacity, opacity / pixels].map(Math.round);
}
