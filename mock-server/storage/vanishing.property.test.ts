import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { BytesLost, type Content } from '../world/platform.js';
import { DiskContentStore } from './disk.js';
import { StorageUnavailable } from './errors.js';

const home = mkdtempSync(join(tmpdir(), 'vanishing-test-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Longer than a byte here and there, and short enough for many runs. */
const SPAN = 200;

/** What happens to the folder of a storage from outside. */
const MISHAPS: Readonly<Record<string, (parent: string) => void>> = {
  'is emptied': (parent) => {
    for (const name of readdirSync(parent)) rmSync(join(parent, name), { recursive: true });
  },
  'loses its files': (parent) => {
    for (const path of filesIn(parent)) rmSync(path);
  },
  'goes away': (parent) => rmSync(parent, { recursive: true }),
  'is no folder any more': (parent) => {
    rmSync(parent, { recursive: true });
    writeFileSync(parent, '');
  },
  'is moved away': (parent) => renameSync(parent, `${parent}-moved`),
};

const filesIn = (parent: string): string[] =>
  readdirSync(parent, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\/\d+$/.test(name))
    .map((name) => join(parent, name));

async function bytesOf(content: Content): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content.read(0n, BigInt(SPAN))) pieces.push(piece);
  return Buffer.concat(pieces);
}

const isOfStorage = (error: unknown): boolean =>
  error instanceof BytesLost || error instanceof StorageUnavailable;

const piece = fc.record({
  at: fc.nat(SPAN / 2),
  bytes: fc.uint8Array({ minLength: 1, maxLength: SPAN / 2 }).map((bytes) => bytes.map((byte) => byte | 1)),
  rests: fc.boolean(),
});

test.each(Object.entries(MISHAPS))(
  'when the folder %s, its bytes are lost, and never zeros',
  async (_, mishap) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 4 }),
        fc.array(piece),
        async (before, after) => {
          const parent = mkdtempSync(join(home, 'store-'));
          const store = new DiskContentStore({ folder: parent });
          const content = store.create();
          const write = async ({ at, bytes, rests }: (typeof before)[number]): Promise<void> => {
            await content.write(BigInt(at), bytes);
            if (rests) await content.rest();
          };
          for (const one of before) await write(one);
          mishap(parent);
          const going = async (): Promise<void> => {
            for (const one of after) await write(one);
            await content.rest();
          };
          await expect(going()).rejects.toBeInstanceOf(BytesLost);
          await expect(content.rest()).rejects.toBeInstanceOf(BytesLost);
          await expect(bytesOf(content)).rejects.toSatisfy(isOfStorage);
          await store.close();
          rmSync(parent, { recursive: true, force: true });
          rmSync(`${parent}-moved`, { recursive: true, force: true });
        },
      ),
      { numRuns: 20 },
    );
  },
);

test.each(['is emptied', 'goes away'] as const)('when the folder %s, it is made anew', async (what) => {
  const parent = mkdtempSync(join(home, 'store-'));
  const store = new DiskContentStore({ folder: parent });
  await store.create().write(0n, Buffer.from('before'));
  MISHAPS[what]?.(parent);
  const content = store.create();
  await content.write(0n, Buffer.from('after'));
  await content.rest();
  expect((await bytesOf(content)).subarray(0, 5).toString()).toBe('after');
  await store.close();
  expect(readdirSync(parent)).toEqual([]);
});

test('a file that was cut short has lost its bytes', async () => {
  const parent = mkdtempSync(join(home, 'store-'));
  const store = new DiskContentStore({ folder: parent });
  const content = store.create();
  await content.write(0n, Buffer.from('four'));
  await content.rest();
  for (const path of filesIn(parent)) truncateSync(path, 2);
  await expect(content.rest()).rejects.toBeInstanceOf(BytesLost);
  await expect(bytesOf(content)).rejects.toBeInstanceOf(BytesLost);
  await store.close();
});

test('a folder that cannot be made is reported in a sentence without a path, and used once it can be', async () => {
  const parent = mkdtempSync(join(home, 'store-'));
  const store = new DiskContentStore({ folder: parent });
  MISHAPS['is no folder any more']?.(parent);
  const content = store.create();
  for (let n = 0; n < 2; n++)
    await expect(content.write(0n, Buffer.from('x'))).rejects.toThrow(
      /^The storage of the server cannot be used at the moment \(it is no folder\)\.$/,
    );
  rmSync(parent);
  mkdirSync(parent);
  await content.write(0n, Buffer.from('x'));
  expect((await bytesOf(content)).subarray(0, 1).toString()).toBe('x');
  await store.close();
});

test('a folder that comes back has the bytes that it had', async () => {
  const parent = mkdtempSync(join(home, 'store-'));
  const store = new DiskContentStore({ folder: parent });
  const content = store.create();
  await content.write(0n, Buffer.from('x'));
  await content.rest();
  MISHAPS['is moved away']?.(parent);
  await expect(bytesOf(content)).rejects.toBeInstanceOf(BytesLost);
  renameSync(`${parent}-moved`, parent);
  expect((await bytesOf(content)).subarray(0, 1).toString()).toBe('x');
  await store.close();
  expect(readdirSync(parent)).toEqual([]);
});
