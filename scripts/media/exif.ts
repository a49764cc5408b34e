import { big, latin1 } from './binary.js';

/** The tags that a camera writes into a photo. */
export interface PhotoTags {
  readonly make: string;
  readonly model: string;
  /** Such as `2012:09:01 12:00:00`. */
  readonly dateTime: string;
  readonly width: number;
  readonly height: number;
}

type Entry = readonly [tag: number, value: string | number];

/** The number of bytes from the start of a TIFF structure to its first directory. */
const HEADER = 8;

/** The EXIF segment of a JPEG, to insert after its first two bytes. */
export function exifSegment({ make, model, dateTime, width, height }: PhotoTags): Buffer {
  const camera: readonly Entry[] = [
    [0x010f, make],
    [0x0110, model],
    [0x0132, dateTime],
  ];
  const shot: readonly Entry[] = [
    [0x9003, dateTime],
    [0xa002, width],
    [0xa003, height],
  ];
  // The first directory contains the offset of the second one, so its length comes first.
  const start = HEADER + directory([...camera, [0x8769, 0]], HEADER).length;
  const body = Buffer.concat([
    latin1('Exif\0\0MM\0*'),
    big(HEADER, 4),
    directory([...camera, [0x8769, start]], HEADER),
    directory(shot, start),
  ]);
  return Buffer.concat([big(0xffe1, 2), big(body.length + 2, 2), body]);
}

/** A directory, followed by the texts that do not fit into its entries. */
function directory(entries: readonly Entry[], start: number): Buffer {
  let free = start + 2 + entries.length * 12 + 4;
  const behind: Buffer[] = [];
  const rows = entries.map(([tag, value]) => {
    if (typeof value === 'number') return Buffer.concat([big(tag, 2), big(4, 2), big(1, 4), big(value, 4)]);
    const text = latin1(`${value}\0`);
    const place = text.length > 4 ? big(free, 4) : Buffer.concat([text, Buffer.alloc(4 - text.length)]);
    if (text.length > 4) {
      // The next value must begin at an even offset.
      const padded = Buffer.concat([text, Buffer.alloc(text.length % 2)]);
      behind.push(padded);
      free += padded.length;
    }
    return Buffer.concat([big(tag, 2), big(2, 2), big(text.length, 4), place]);
  });
  return Buffer.concat([big(entries.length, 2), ...rows, Buffer.alloc(4), ...behind]);
}
