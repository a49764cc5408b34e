import { crc32 } from 'node:zlib';
import jpeg from 'jpeg-js';
import { big, latin1, little } from './binary.js';
import { exifSegment, type PhotoTags } from './exif.js';

/** Red, green and blue from 0 to 255. */
type Colour = readonly [red: number, green: number, blue: number];

/** The colours of a drawn landscape: a sky that changes from top to bottom, and ground below it. */
export interface Scene {
  readonly sky: Colour;
  readonly horizon: Colour;
  readonly ground: Colour;
}

/** A photo of a scene with the tags of a camera. */
export function photo(scene: Scene, tags: PhotoTags): Buffer {
  const { width, height } = tags;
  const data = Buffer.concat(
    pixels(scene, width, height).map(([red, green, blue]) => Buffer.from([red, green, blue, 255])),
  );
  const bytes = jpeg.encode({ width, height, data }, 70).data;
  return Buffer.concat([bytes.subarray(0, 2), exifSegment(tags), bytes.subarray(2)]);
}

/** A scene as PNG. Uncompressed, because the output of zlib differs between versions of Node. */
export function png(scene: Scene, width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (const [index, colour] of pixels(scene, width, height).entries())
    rows.set(colour, Math.floor(index / width) * (width * 3 + 1) + 1 + (index % width) * 3);
  return Buffer.concat([
    latin1('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.concat([big(width, 4), big(height, 4), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', unpacked(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A GIF of 16 by 16 pixels in two colours, divided by a diagonal. */
export function gif(above: Colour, below: Colour): Buffer {
  const side = 16;
  // Codes of three bits; frequent clear codes keep them from growing.
  const codes = Array.from({ length: side * side }, (_, index) => {
    const colour = index % side > index / side ? 0 : 1;
    return index % 2 === 0 ? [4, colour] : [colour];
  }).flat();
  const bits = [...codes, 5].flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
  const data = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [index, bit] of bits.entries())
    data[index >> 3] = (data[index >> 3] ?? 0) | (bit << (index & 7));
  return Buffer.concat([
    latin1('GIF89a'),
    little(side, 2),
    little(side, 2),
    Buffer.from([0x80, 0, 0, ...above, ...below]),
    Buffer.concat([latin1(','), Buffer.alloc(4), little(side, 2), little(side, 2), Buffer.from([0, 2])]),
    Buffer.concat([Buffer.from([data.length]), data, latin1('\0;')]),
  ]);
}

function pixels({ sky, horizon, ground }: Scene, width: number, height: number): Colour[] {
  const mix = (from: Colour, to: Colour, part: number): Colour => {
    const channel = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * part);
    return [channel(0), channel(1), channel(2)];
  };
  return Array.from({ length: width * height }, (_, index) => {
    const across = (index % width) / width;
    const down = Math.floor(index / width) / height;
    const hill = 0.6 + 0.8 * across * (1 - across) - 0.1;
    return down < hill ? mix(sky, horizon, down / hill) : mix(ground, horizon, (1 - down) * across);
  });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin1(type), data]);
  return Buffer.concat([big(data.length, 4), body, big(crc32(body), 4)]);
}

/** The zlib format without compression: blocks of up to 65,535 bytes, and a checksum. */
function unpacked(data: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 0xffff) {
    const block = data.subarray(at, at + 0xffff);
    const last = at + block.length === data.length ? 1 : 0;
    blocks.push(Buffer.from([last]), little(block.length, 2), little(block.length ^ 0xffff, 2), block);
  }
  let [low, high] = [1, 0];
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return Buffer.concat([Buffer.from([0x78, 0x01]), ...blocks, big(high, 2), big(low, 2)]);
}
