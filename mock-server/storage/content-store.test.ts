import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Content } from '../world/platform.js';
import { md5 } from './digest.js';
import { checkParent, DiskContentStore } from './disk.js';
import { MemoryContentStore } from './memory.js';

const home = mkdtempSync(join(tmpdir(), 'content-store-test-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Enough for several blocks of memory. */
const SPAN = 300_000;

async function bytesOf(content: Content, start: bigint, end: bigint): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content.read(start, end)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Paths of the files below a folder that this process holds open; undefined where that cannot be seen. */
function openFiles(below: string): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const paths = readdirSync('/proc/self/fd').map((name) => {
    try {
      return readlinkSync(join('/proc/self/fd', name));
    } catch {
      return '';
    }
  });
  return paths.filter((path) => path.startsWith(below));
}

const piece = fc.record({
  at: fc.nat(SPAN),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 50 }),
    fc
      .record({ length: fc.nat(150_000), fill: fc.nat(255) })
      .map(({ length, fill }) => new Uint8Array(length).fill(fill)),
  ),
});
const base = fc.constantFrom(0n, 65_530n, 2n ** 32n - 7n, 2n ** 40n);

describe.each([
  { name: 'memory', open: () => new MemoryContentStore() },
  { name: 'disk', open: () => new DiskContentStore({ folder: home }) },
])('$name', ({ open }) => {
  test('reads what was written last, and zero where nothing was', async () => {
    const store = open();
    await fc.assert(
      fc.asyncProperty(
        base,
        fc.array(piece, { maxLength: 8 }),
        fc.nat(SPAN),
        fc.nat(SPAN),
        async (from, pieces, a, b) => {
          const content = store.create();
          const model = Buffer.alloc(2 * SPAN);
          for (const { at, bytes } of pieces) {
            await content.write(from + BigInt(at), bytes);
            model.set(bytes, at);
            if (at % 2 === 0) await content.rest();
          }
          const [start, end] = a < b ? [a, b] : [b, a];
          const read = await bytesOf(content, from + BigInt(start), from + BigInt(end));
          expect(read.equals(model.subarray(start, end))).toBe(true);
          await content.remove();
        },
      ),
      { numRuns: 60 },
    );
    expect(store.size).toBe(0);
    await store.close();
  });

  test('what is cut off reads as zero, also when more is written behind it', async () => {
    const store = open();
    await fc.assert(
      fc.asyncProperty(base, piece, fc.nat(SPAN), piece, async (from, { at, bytes }, end, later) => {
        const content = store.create();
        const model = Buffer.alloc(2 * SPAN);
        await content.write(from + BigInt(at), bytes);
        await content.truncate(from + BigInt(end));
        await content.rest();
        await content.write(from + BigInt(later.at), later.bytes);
        model.set(bytes, at);
        model.fill(0, end);
        model.set(later.bytes, later.at);
        expect((await bytesOf(content, from, from + BigInt(2 * SPAN))).equals(model)).toBe(true);
        await content.remove();
      }),
      { numRuns: 60 },
    );
    await store.close();
  });

  test('takes several writes at once, with a rest in between', async () => {
    const store = open();
    const content = store.create();
    const pieces = Array.from({ length: 40 }, (_, n) => Buffer.alloc(10_000, n + 1));
    const writes = pieces.map((bytes, n) => content.write(BigInt(n * 10_000), bytes));
    await content.rest();
    await Promise.all(writes);
    expect((await bytesOf(content, 0n, 400_000n)).equals(Buffer.concat(pieces))).toBe(true);
    await content.rest();
    expect(openFiles(home) ?? []).toEqual([]);
    await store.close();
  });

  test("takes back the caller's buffer after a write", async () => {
    const store = open();
    const content = store.create();
    const buffer = Buffer.from('first');
    await content.write(0n, buffer);
    buffer.fill('x');
    expect((await bytesOf(content, 0n, 5n)).toString()).toBe('first');
    await store.close();
  });

  test('refuses what comes after a removal, and lets removal be repeated', async () => {
    const store = open();
    const content = store.create();
    const underWay = content.write(0n, Buffer.alloc(100_000, 1));
    await Promise.all([content.remove(), content.remove(), underWay]);
    await expect(content.write(0n, Buffer.from('x'))).rejects.toThrow('These bytes were removed meanwhile.');
    await expect(bytesOf(content, 0n, 1n)).rejects.toThrow('These bytes were removed meanwhile.');
    await content.rest();
    await content.remove();
    expect(store.size).toBe(0);
    await store.close();
  });

  test('a removal ends a read that is under way', async () => {
    const store = open();
    const content = store.create();
    await content.write(0n, Buffer.alloc(1_000_000, 1));
    const read = content.read(0n, 1_000_000n)[Symbol.asyncIterator]();
    await read.next();
    await content.remove();
    await expect(read.next()).rejects.toThrow('These bytes were removed meanwhile.');
    expect(openFiles(home) ?? []).toEqual([]);
    await store.close();
  });

  test('close leaves nothing behind, and nothing can be created after it', async () => {
    const store = open();
    for (let n = 0; n < 5; n++) await store.create().write(BigInt(n), Buffer.from('some bytes'));
    await store.close();
    await store.close();
    expect(readdirSync(home)).toEqual([]);
    expect(openFiles(home) ?? []).toEqual([]);
    expect(() => store.create()).toThrow('The storage is closed, so nothing can be stored.');
  });
});

describe('disk', () => {
  test('makes its folder with the first bytes only, and names files by number', async () => {
    const store = new DiskContentStore({ folder: home });
    const content = store.create();
    expect(await bytesOf(content, 0n, 3n)).toEqual(Buffer.alloc(3));
    expect(readdirSync(home)).toEqual([]);
    await content.write(0n, Buffer.from('x'));
    expect(readdirSync(store.folder ?? '')).toEqual(['1']);
    await store.close();
  });

  test('files are sparse: a byte far behind takes no space before it', async () => {
    const store = new DiskContentStore({ folder: home });
    await store.create().write(2n ** 40n, Buffer.from('x'));
    expect(statSync(join(store.folder ?? '', '1')).blocks).toBeLessThan(1000);
    await store.close();
  });

  test('a reader that stops early leaves no handle', async () => {
    const store = new DiskContentStore({ folder: home });
    const content = store.create();
    await content.write(0n, Buffer.alloc(1_000_000));
    await content.rest();
    for await (const bytes of content.read(0n, 1_000_000n)) if (bytes.length > 0) break;
    expect(openFiles(home) ?? []).toEqual([]);
    await store.close();
  });

  test('a folder that cannot be used is refused in one sentence', () => {
    const missing = join(home, 'missing');
    expect(() => checkParent(missing)).toThrow(
      `The folder ${missing} cannot hold the uploaded files (it does not exist): choose one that can be written to.`,
    );
    const file = join(home, 'file');
    writeFileSync(file, '');
    expect(() => checkParent(file)).toThrow(
      `The folder ${file} cannot hold the uploaded files (it is no folder): choose one that can be written to.`,
    );
    rmSync(file);
  });
});

test('the digest is the MD5 of all pieces in turn', () => {
  const digest = md5();
  digest.update(Buffer.from('mess'));
  digest.update(Buffer.from('age digest'));
  expect(digest.hex()).toBe('f96b697d7cb7938d525a2f31aaf161d0');
});
