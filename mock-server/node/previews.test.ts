import { readFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileNode } from '../world/index.js';
import { previewLink } from '../world/sharing/addresses.js';
import { TransferTestbed } from './testing/transfer-testbed.js';

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

const sample = (name: string): Buffer => readFileSync(`fixtures/media/${name}`);

const add = (name: string, bytes: Buffer): FileNode =>
  bed.world.addFile(bed.account('a'), { name, base64: bytes.toString('base64') });

const get = async (file: FileNode, size?: number) => {
  const { headers, body, status } = await bed.get(previewLink('', file, size));
  return { status, headers, body, made: headers['x-4shared-testkit-preview'], type: headers['content-type'] };
};

test('a JPEG is made smaller: by itself, to a size, and never larger', async () => {
  const file = add('beach.jpg', sample('beach.jpg'));
  for (const [size, width, height] of [
    [undefined, 240, 180],
    [100, 100, 75],
    [1, 1, 1],
    [2 ** 31 - 1, 480, 360],
  ] as const) {
    const { body, made, type, headers } = await get(file, size);
    expect([made, type]).toEqual(['scaled', 'image/jpeg']);
    expect(headers).toMatchObject({
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'content-length': String(body.length),
    });
    const picture = jpeg.decode(body);
    expect([picture.width, picture.height]).toEqual([width, height]);
  }
  expect(file.downloadCount).toBe(0);
  expect(bed.log.at(-1)).toMatchObject({ account: 'a', result: '200' });
});

test('what is shown is the picture: the colours stay where they are', async () => {
  const { body } = await get(add('beach.jpg', sample('beach.jpg')), 48);
  const large = jpeg.decode(sample('beach.jpg'));
  const small = jpeg.decode(body);
  const at = (picture: typeof large, x: number, y: number) => [
    ...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3),
  ];
  for (const [x, y] of [
    [5, 5],
    [24, 10],
    [40, 33],
  ] as const)
    for (const [channel, value] of at(small, x, y).entries())
      expect(Math.abs(value - (at(large, x * 10 + 5, y * 10 + 5)[channel] ?? 0))).toBeLessThan(25);
});

test('a PNG stays one, with what shines through', async () => {
  const { width, height } = { width: 4, height: 2 };
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel++)
    png.data.set(pixel % 2 === 0 ? [200, 100, 0, 255] : [0, 0, 0, 0], pixel * 4);
  const { body, made, type } = await get(add('half.png', PNG.sync.write(png)), 2);
  expect([made, type]).toEqual(['scaled', 'image/png']);
  const small = PNG.sync.read(body);
  expect([small.width, small.height, ...small.data.subarray(0, 4)]).toEqual([2, 1, 200, 100, 0, 128]);
});

const header = (png: Buffer, at: number, bytes: readonly number[]): Buffer => {
  const changed = Buffer.from(png);
  changed.set(bytes, at);
  return changed;
};

test.each([
  ['a format that cannot be scaled', 'icon.gif', () => sample('icon.gif')],
  ['a video', 'clip.mp4', () => sample('clip.mp4')],
  ['something that is no picture', 'text.jpg', () => Buffer.from('text')],
  ['nothing', 'empty.jpg', () => Buffer.alloc(0)],
  ['a picture that breaks off', 'cut.png', () => sample('chart.png').subarray(0, 400)],
  [
    'a picture with far too many pixels',
    'huge.png',
    () => header(sample('chart.png'), 16, [0, 1, 0, 0, 0, 1]),
  ],
  ['an interlaced PNG', 'laced.png', () => header(sample('chart.png'), 28, [1])],
])('%s is shown as it is, and says so', async (_what, name, makeBytes) => {
  const bytes = makeBytes();
  const file = add(name, bytes);
  const { status, body, made, headers } = await get(file, 50);
  expect([status, made]).toEqual([200, 'original']);
  expect(body.equals(bytes)).toBe(true);
  expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'");
  expect(file.downloadCount).toBe(0);
});

test('a JPEG of 65,500 by 65,500 pixels in a few bytes is not unpacked', async () => {
  const bytes = Buffer.from(sample('beach.jpg'));
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.set([0xff, 0xdc, 0xff, 0xdc], frame + 5);
  expect((await get(add('bomb.jpg', bytes))).made).toBe('original');
});

test.each(['0', '-5', 'x', '1.5', '99999999999', '', '5&size=6'])(
  'a size of "%s" counts as none',
  async (size) => {
    const file = add('beach.jpg', sample('beach.jpg'));
    const { body } = await bed.get(`${previewLink('', file)}?size=${size}`);
    expect(jpeg.decode(body).width).toBe(240);
  },
);

test('HEAD has the headers of GET; files that are gone have no preview', async () => {
  const file = add('beach.jpg', sample('beach.jpg'));
  const head = await bed.request('HEAD', previewLink('', file));
  expect(head.body).toHaveLength(0);
  expect(head.headers['content-length']).toBe(String((await get(file)).body.length));
  await bed.world.remove(file);
  expect(await get(file)).toMatchObject({ status: 404, made: undefined });
  expect((await bed.get('/img/AAAAAAAA/x.jpg')).status).toBe(404);
});

test.each([
  ['width', 200, 200, 267],
  ['height', 200, 150, 200],
  ['longest-side', 200, 150, 200],
] as const)('assumption small-image-size=%s: what %i pixels limit', async (limit, size, width, height) => {
  const other = await TransferTestbed.start({ 'small-image-size': limit });
  const base64 = sample('mountain.jpg').toString('base64');
  const file = other.world.addFile(other.account('a'), { name: 'm.jpg', base64 });
  const { body } = await other.get(previewLink('', file, size));
  const picture = jpeg.decode(body);
  expect([picture.width, picture.height]).toEqual([width, height]);
  await other.close();
});
