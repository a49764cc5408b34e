import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { isDecodable } from './picture-size.js';
import { scalePicture } from './scale-picture.js';

const LIMIT = { by: 'longest-side', pixels: 20 } as const;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), 4 + body.length);
  return framed;
}

function head(width: number, height: number, [depth, colour] = [1, 0]): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width);
  data.writeUInt32BE(height, 4);
  // One bit a pixel, black or white, unless told otherwise: millions of pixels in a few bytes.
  data.set([depth, colour], 8);
  return chunk('IHDR', data);
}

const BEGIN = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const END = chunk('IEND', Buffer.alloc(0));
const rows = (width: number, height: number): Buffer =>
  chunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height)));
const png = (...chunks: Buffer[]): Buffer => Buffer.concat([BEGIN, ...chunks, END]);

describe('a PNG', () => {
  test('of some pixels is made smaller', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        async (width, height) => {
          const small = await scalePicture(png(head(width, height), rows(width, height)), LIMIT);
          const { width: w = 0, height: h = 0 } = small ? PNG.sync.read(Buffer.from(small.bytes)) : {};
          expect(Math.max(w, h)).toBe(Math.min(20, Math.max(width, height)));
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each([
    ['49 million pixels', png(head(7000, 7000), rows(7000, 7000))],
    ['as many in one row', png(head(49_000_000, 1), rows(49_000_000, 1))],
    ['more than 2^32 pixels', png(head(2 ** 31, 2 ** 31), rows(10, 10))],
    ['no pixels', png(head(0, 10), rows(0, 10))],
    ['a second head', png(head(10, 10), head(7000, 7000), rows(7000, 7000))],
    ['a second head at the end', png(head(10, 10), rows(10, 10), head(7000, 7000))],
    ['something before its head', png(chunk('tEXt', Buffer.alloc(20)), head(10, 10), rows(10, 10))],
    ['no head', png(rows(10, 10))],
    ['7 million pixels of eight bytes', png(head(3500, 2000, [16, 6]), rows(3500 * 64, 2000))],
    ['a kind of pixels that there is not', png(head(10, 10, [8, 1]), rows(80, 10))],
  ])('with %s is not unpacked', async (_what, bytes) => {
    expect(bytes.length).toBeLessThan(100_000);
    expect(isDecodable(bytes, LIMIT)).toBe(false);
    expect(await scalePicture(bytes, LIMIT)).toBeUndefined();
  });

  test('whose bytes are more or less than its head says becomes no picture of another size', async () => {
    for (const sent of [png(head(10, 10), rows(7000, 7000)), png(head(3000, 3000), rows(10, 10))]) {
      const made = await scalePicture(sent, LIMIT);
      if (made) expect(Math.max(PNG.sync.read(Buffer.from(made.bytes)).width)).toBeLessThanOrEqual(20);
    }
  });
});

test('a preview of more than 3 million pixels is not made: the picture itself has to do', () => {
  const bytes = png(head(4000, 3000), rows(4000, 3000));
  expect(isDecodable(bytes, { by: 'longest-side', pixels: 2000 })).toBe(true);
  expect(isDecodable(bytes, { by: 'longest-side', pixels: 2001 })).toBe(false);
  expect(isDecodable(bytes, { by: 'width', pixels: 2 ** 31 })).toBe(false);
});

describe('a JPEG', () => {
  const sample = readFileSync('fixtures/media/beach.jpg');
  const frame = sample.indexOf(Buffer.from([0xff, 0xc0]));
  const changed = (at: number, ...bytes: number[]): Buffer => {
    const copy = Buffer.from(sample);
    copy.set(bytes, at);
    return copy;
  };

  test('of some pixels is made smaller', async () => {
    const small = await scalePicture(sample, LIMIT);
    expect(small && jpeg.decode(small.bytes).width).toBe(20);
  });

  test.each([
    ['says that it is 65,500 by 65,500', changed(frame + 5, 0xff, 0xdc, 0xff, 0xdc)],
    ['has no pixels', changed(frame + 5, 0, 0)],
    ['has no frame', changed(frame + 1, 0xfe)],
    ['breaks off', sample.subarray(0, 20)],
    ['is a beginning alone', sample.subarray(0, 3)],
  ])('that %s is not unpacked', async (_what, bytes) => {
    expect(isDecodable(bytes, LIMIT)).toBe(false);
    expect(await scalePicture(bytes, LIMIT)).toBeUndefined();
  });
});
