import { JPEG_QUALITY, type PictureLimit, pictureType, type ScaledPicture, sizeWithin } from './picture.js';
import { isDecodable } from './picture-size.js';

/**
 * Makes a JPEG or PNG smaller on the canvas of a browser; one that is small enough keeps its size.
 * @returns undefined for a picture of another format, a damaged or a very large one, and where there is no canvas
 */
export async function scaleOnCanvas(
  bytes: Uint8Array<ArrayBuffer>,
  limit: PictureLimit,
): Promise<ScaledPicture | undefined> {
  const type = pictureType(bytes);
  if (type === undefined || typeof OffscreenCanvas === 'undefined' || !isDecodable(bytes, limit))
    return undefined;
  const picture = await decode(bytes);
  if (!picture) return undefined;
  const { width, height } = sizeWithin(picture, limit);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const file = await canvas.convertToBlob({ type, quality: JPEG_QUALITY / 100 });
  return { type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | undefined> {
  try {
    // Node does not rotate pictures by their EXIF either.
    return await createImageBitmap(new Blob([bytes]), { imageOrientation: 'none' });
  } catch {
    // Damaged: the original is shown instead.
    return undefined;
  }
}
