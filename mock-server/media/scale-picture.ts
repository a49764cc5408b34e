import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** How small a picture is to be: the pixels that its longest side, its width or its height may have. */
export interface PictureLimit {
  readonly by: 'longest-side' | 'width' | 'height';
  readonly pixels: number;
}

/** A picture that was made smaller, as a file of the type it had. */
export interface ScaledPicture {
  readonly type: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

/** Red, green, blue and opacity of each pixel, one byte each. */
interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Pictures with more pixels are left alone, in millions. */
const LARGEST_MEGAPIXELS = 50;

const JPEG_QUALITY = 80;

/**
 * Makes a JPEG or PNG smaller; one that is small enough keeps its size. Keeps the proportions.
 * @returns undefined for a picture of another format, a damaged one, and one that is too large to be decoded
 */
export function scalePicture(bytes: Uint8Array, limit: PictureLimit): ScaledPicture | undefined {
  try {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (isJpeg(view)) return scaleJpeg(view, limit);
    if (isPng(view)) return scalePng(view, limit);
    return undefined;
  } catch {
    // Damaged: the original is shown in its place, and says so.
    return undefined;
  }
}

const isJpeg = (bytes: Buffer): boolean => bytes.readUIntBE(0, 3) === 0xffd8ff;

const isPng = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n';

function scaleJpeg(bytes: Buffer, limit: PictureLimit): ScaledPicture {
  const raster = jpeg.decode(bytes, {
    useTArray: true,
    maxResolutionInMP: LARGEST_MEGAPIXELS,
    maxMemoryUsageInMB: 1024,
  });
  return { type: 'image/jpeg', bytes: jpeg.encode(scaled(raster, limit), JPEG_QUALITY).data };
}

function scalePng(bytes: Buffer, limit: PictureLimit): ScaledPicture | undefined {
  const [width, height, interlace] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[28]];
  // pngjs unpacks interlaced pictures without a limit: a small file could become gigabytes.
  if (width * height > LARGEST_MEGAPIXELS * 1e6 || interlace !== 0) return undefined;
  const { data, ...size } = scaled(PNG.sync.read(bytes), limit);
  const png = new PNG(size);
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { type: 'image/png', bytes: PNG.sync.write(png) };
}

function scaled(raster: Raster, { by, pixels }: PictureLimit): Raster {
  const { width, height } = raster;
  const side = { 'longest-side': Math.max(width, height), width, height }[by];
  const ratio = Math.min(1, pixels / side);
  return averaged(raster, Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio)));
}

/** Every pixel becomes the average of those it stands for; the more opaque ones count more. */
function averaged(raster: Raster, width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const rows = stretch(y, height, raster.height);
    for (let x = 0; x < width; x++) {
      data.set(average(raster, stretch(x, width, raster.width), rows), (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

type Stretch = readonly [from: number, to: number];

/** What of the large side the pixel at `place` of the small one stands for: one pixel at least. */
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
