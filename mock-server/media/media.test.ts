import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import jpeg from 'jpeg-js';
import { expect, onTestFinished, test } from 'vitest';
import { MemoryContentStore } from '../storage/memory.js';
import type { MediaFile } from '../world/platform.js';
import { openMediaReader } from './reader.js';
import { scalePicture } from './scale-picture.js';
import { scaleInThread } from './scale-thread.js';
import { Thumbnails } from './thumbnails.js';

const sample = (name: string): Buffer => readFileSync(`fixtures/media/${name}`);

/** A file that counts what is read of it. */
async function file(name: string, bytes: Uint8Array, size = BigInt(bytes.length)) {
  const content = new MemoryContentStore().create();
  await content.write(0n, bytes);
  let taken = 0;
  const counting = {
    ...content,
    async *read(start: bigint, end: bigint) {
      for await (const piece of content.read(start, end)) {
        taken += piece.length;
        yield piece;
      }
    },
  } as MediaFile['content'];
  return { name, size, content: counting, taken: () => taken };
}

const LIMIT = { by: 'longest-side', pixels: 50 } as const;

test('tags are read once for the same bytes', async () => {
  const reader = openMediaReader();
  const song = await file('a.mp3', sample('song.mp3'));
  const first = await reader.music(song);
  const taken = song.taken();
  expect(await reader.music({ ...song, name: 'b.mp3' })).toBe(first);
  expect(song.taken()).toBe(taken);
});

const TiB = 2n ** 40n;

test.each([
  ['music', new Uint8Array(0)],
  ['music', sample('song.mp3')],
  // Sizes that reach far behind what anybody would read.
  ['music', Buffer.from('4944330400007f7f7f7f', 'hex')],
  ['music', Buffer.from('664c6143007fffff', 'hex')],
  ['music', Buffer.from('fffb1064', 'hex')],
  ['picture', sample('beach.jpg')],
  ['picture', new Uint8Array(0)],
] as const)('of a %s file of 1 TiB only a little is read', async (kind, bytes) => {
  const huge = await file('huge', bytes, TiB);
  await openMediaReader()[kind](huge);
  expect(huge.taken()).toBeLessThanOrEqual(8 * 1024 * 1024);
});

test('the storage failing is an error, and is not kept', async () => {
  const reader = openMediaReader();
  let failing = true;
  for (const [kind, name] of [
    ['music', 'song.mp3'],
    ['picture', 'beach.jpg'],
  ] as const) {
    const good = await file(name, sample(name));
    const bad: MediaFile['content'] = {
      ...good.content,
      read: (start, end) => {
        if (failing) throw new Error('disk on fire');
        return good.content.read(start, end);
      },
    };
    failing = true;
    await expect(reader[kind]({ ...good, content: bad })).rejects.toThrow('disk on fire');
    failing = false;
    expect(Object.keys(await reader[kind]({ ...good, content: bad }))).not.toEqual([]);
  }
});

const SAMPLES = ['song.mp3', 'overture.mp3', 'old.mp3', 'beach.jpg', 'chart.png', 'icon.gif'] as const;

test('damage of any kind never throws', async () => {
  const reader = openMediaReader();
  const wound = fc.record({
    name: fc.constantFrom(...SAMPLES),
    cut: fc.nat({ max: 3000 }),
    bites: fc.array(fc.tuple(fc.nat({ max: 600 }), fc.nat({ max: 255 })), { maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(wound, async ({ name, cut, bites }) => {
      const bytes = Buffer.from(sample(name).subarray(0, 3000 - cut));
      for (const [at, byte] of bites) if (at < bytes.length) bytes[at] = byte;
      const damaged = await file(name, bytes);
      expect(await reader.music(damaged)).toBeTypeOf('object');
      expect(await reader.picture(damaged)).toBeTypeOf('object');
      await scalePicture(bytes, LIMIT);
    }),
    { numRuns: 200 },
  );
});

test('a long text in a tag is cut', async () => {
  const text = Buffer.from('x'.repeat(100_000));
  const size = (value: number) => Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));
  const frame = Buffer.concat([Buffer.from('TIT2'), size(text.length + 1), Buffer.from([0, 0, 3]), text]);
  const bytes = Buffer.concat([Buffer.from('ID3\x04\0\0'), size(frame.length), frame, sample('old.mp3')]);
  const { title } = await openMediaReader().music(await file('a.mp3', bytes));
  expect(title).toBe('x'.repeat(1000));
});

test('a thread makes the same small picture as this one', async () => {
  const script = pathToFileURL('dist/mock-server/media/scale-worker.js');
  expect(existsSync(script)).toBe(true);
  const bytes = sample('beach.jpg');
  const scaled = await scaleInThread(bytes, LIMIT, script);
  const here = await scalePicture(bytes, LIMIT);
  expect(Buffer.from(scaled?.bytes ?? []).equals(here?.bytes ?? Buffer.of(0))).toBe(true);
  expect(await scaleInThread(Buffer.from('x'), LIMIT, script)).toBeUndefined();
});

test('small pictures are kept, and a large file is left alone', async () => {
  const thumbnails = new Thumbnails(scaleInThread);
  const beach = await file('beach.jpg', sample('beach.jpg'));
  const [first, second] = await Promise.all([thumbnails.make(beach, LIMIT), thumbnails.make(beach, LIMIT)]);
  expect(second).toBe(first);
  expect(beach.taken()).toBe(sample('beach.jpg').length);
  expect(jpeg.decode(first?.bytes ?? []).width).toBe(50);
  const large = await file('large.jpg', sample('beach.jpg'), 33n * 1024n * 1024n);
  expect(await thumbnails.make(large, LIMIT)).toBeUndefined();
  expect(large.taken()).toBe(0);
});

test('one picture at a time is made, however many fakes there are', async () => {
  let [running, most] = [0, 0];
  const scale = async (): Promise<undefined> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
  };
  const beach = await file('beach.jpg', sample('beach.jpg'));
  const fakes = Array.from({ length: 5 }, () => new Thumbnails(scale));
  await Promise.all(
    fakes.flatMap((fake) => [fake.make(beach, LIMIT), fake.make(beach, { ...LIMIT, pixels: 7 })]),
  );
  expect(most).toBe(1);
});

test('a thread that fails is no verdict on the picture: it is tried again', async () => {
  const beach = await file('beach.jpg', sample('beach.jpg'));
  const folder = mkdtempSync(join(tmpdir(), 'media-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'broken.mjs'), 'throw new Error("no descriptors");');
  let script = pathToFileURL(join(folder, 'broken.mjs'));
  const thumbnails = new Thumbnails((bytes, limit) => scaleInThread(bytes, limit, script));
  await expect(thumbnails.make(beach, LIMIT)).rejects.toThrow('no descriptors');
  script = pathToFileURL('dist/mock-server/media/scale-worker.js');
  expect(await thumbnails.make(beach, LIMIT)).toBeDefined();
});

test('one picture that cannot be read does not stop the next', async () => {
  const thumbnails = new Thumbnails(scaleInThread);
  const beach = await file('beach.jpg', sample('beach.jpg'));
  const content: MediaFile['content'] = {
    ...beach.content,
    read: () => {
      throw new Error('disk on fire');
    },
  };
  await expect(thumbnails.make({ ...beach, content }, LIMIT)).rejects.toThrow('disk on fire');
  expect(await thumbnails.make(beach, LIMIT)).toBeDefined();
});

/** A grey PNG of one bit a pixel, black all over. */
function greyPng(width: number, height: number, interlace: 0 | 1): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([number(data.length), body, number(crc32(body))]);
  };
  const head = Buffer.concat([number(width), number(height), Buffer.from([1, 0, 0, 0, interlace])]);
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

test('valid PNGs are left alone if they are interlaced or have more than 12 million pixels', async () => {
  expect((await scalePicture(greyPng(1, 1, 0), LIMIT))?.type).toBe('image/png');
  expect(await scalePicture(greyPng(1, 1, 1), LIMIT)).toBeUndefined();
  expect(await scalePicture(greyPng(7072, 7072, 0), LIMIT)).toBeUndefined();
});
