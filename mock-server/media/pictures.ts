import ExifReader, { type ExpandedTags } from 'exifreader';
import type { MediaFile, PictureTags } from '../world/index.js';
import { readBytes } from './content-tokenizer.js';
import { tidyText } from './tidy-text.js';

/** EXIF is in the first bytes: in a JPEG it cannot reach further than this. */
const PREFIX = 256 * 1024;

/**
 * Reads the EXIF tags of a picture; none of a damaged one. DateTime goes before DateTimeOriginal, and the
 * size in EXIF before the one of the picture itself (assumption).
 * @throws what the storage throws
 */
export async function readPictureTags(file: MediaFile): Promise<PictureTags> {
  const size = file.size < PREFIX ? Number(file.size) : PREFIX;
  const bytes = await readBytes(file, 0, size);
  const { exif, file: frame } = parse(bytes);
  if (!exif) return {};
  return {
    dateTime: tidyText((exif.DateTime ?? exif.DateTimeOriginal)?.description),
    make: tidyText(exif.Make?.description),
    model: tidyText(exif.Model?.description),
    width: (exif.PixelXDimension ?? exif.ImageWidth ?? frame?.['Image Width'])?.value,
    height: (exif.PixelYDimension ?? exif.ImageLength ?? frame?.['Image Height'])?.value,
  };
}

function parse(bytes: Uint8Array<ArrayBuffer>): Pick<ExpandedTags, 'exif' | 'file'> {
  try {
    return ExifReader.load(bytes.buffer, { expanded: true, includeTags: { exif: true, file: true } });
  } catch {
    // Not a picture, or a damaged one: no tags.
    return {};
  }
}
