import fc from 'fast-check';
import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { StoredBytes } from '../nodes.js';
import { GatedContents } from '../testing/gated-contents.js';
import { World } from '../world.js';

interface Part {
  readonly start: number;
  readonly bytes: Uint8Array;
}

const file = fc.uint8Array({ minLength: 1, maxLength: 200 });
const chunkSize = fc.integer({ min: 1, max: 40 });

/** The file cut into parts, some of them again, and any other stretches of it, in any order. */
const split = file.chain((bytes) => {
  const position = fc.nat(bytes.length);
  return fc
    .tuple(fc.uniqueArray(position), fc.array(fc.tuple(position, position)), fc.infiniteStream(fc.nat()))
    .map(([cuts, extra, order]) => {
      const edges = [...new Set([0, ...cuts, bytes.length])].sort((a, b) => a - b);
      const ranges = edges.slice(1).map((end, index) => [edges[index] ?? 0, end] as const);
      const all = [...ranges, ...extra.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)];
      const keyed = all
        .map((range) => ({ range, key: order.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key);
      const parts = keyed.map(({ range: [start, end] }) => ({ start, bytes: bytes.slice(start, end) }));
      return { bytes, ranges, parts };
    });
});

function digestOf(bytes: Uint8Array): string {
  const digest = md5();
  digest.update(bytes);
  return digest.hex();
}

async function read({ content, size }: StoredBytes): Promise<Uint8Array> {
  const bytes = new Uint8Array(Number(size));
  let offset = 0;
  for await (const piece of content.read(0n, size)) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

function begin(size: number, gate: () => Promise<unknown> = async () => {}) {
  const contents = new GatedContents(new MemoryContentStore(), gate);
  const world = new World(
    { now: () => 0, digest: md5, contents },
    { firstId: 2n ** 53n + 1n, accounts: [{ login: 'a', password: 'b' }] },
  );
  const account = world.accounts.authenticate('a', 'b');
  const key = world.sessions.open(account);
  const upload = world.uploads.start(account, -1n, 'file', BigInt(size));
  if ('refused' in upload) throw new Error(upload.refused);
  const send = async ({ start, bytes }: Part, chunk: number): Promise<void> => {
    const part = world.openPart(key, upload.id, BigInt(start));
    for (let at = 0; at < bytes.length; at += chunk) {
      // The same buffer every time: it may be reused once a write is done.
      const piece = bytes.slice(at, at + chunk);
      await part.write(piece);
      piece.fill(0xee);
    }
    expect(await part.close()).toEqual({ received: BigInt(bytes.length) });
  };
  const finish = (digest: string) => world.uploads.finish(account, upload.id, digest);
  const result = () => world.tree.file(account, upload.id);
  return { world, account, upload, contents, send, finish, result };
}

test('any file, split and sent again in any order, is joined and equal', async () => {
  await fc.assert(
    fc.asyncProperty(split, chunkSize, async ({ bytes, parts }, chunk) => {
      const { send, finish, result, contents } = begin(bytes.length);
      for (const part of parts) await send(part, chunk);
      expect(await finish(digestOf(bytes).toUpperCase())).toBe('');
      expect(await read(result())).toEqual(bytes);
      expect(result().md5).toBe(digestOf(bytes));
      expect(contents.live.size).toBe(1);
    }),
  );
});

test('the same at the same time, with writes that end in any order', async () => {
  await fc.assert(
    fc.asyncProperty(split, chunkSize, fc.scheduler(), async ({ bytes, parts }, chunk, scheduler) => {
      const { send, finish, result } = begin(bytes.length, () => scheduler.schedule(Promise.resolve()));
      await scheduler.waitFor(Promise.all(parts.map((part) => send(part, chunk))));
      expect(await finish(digestOf(bytes))).toBe('');
      expect(await read(result())).toEqual(bytes);
    }),
  );
});

test('a missing part is named by its first byte; once it came the upload is finished', async () => {
  await fc.assert(
    fc.asyncProperty(split, chunkSize, fc.nat(), async ({ bytes, ranges, parts }, chunk, which) => {
      const [start, end] = ranges[which % ranges.length] ?? [0, 0];
      const sent = parts.filter((part) => part.start >= end || part.start + part.bytes.length <= start);
      const { send, finish, result } = begin(bytes.length);
      for (const part of sent) await send(part, chunk);
      const held = new Set(sent.flatMap((part) => [...part.bytes.keys()].map((index) => part.start + index)));
      const missing = bytes.findIndex((_, index) => !held.has(index));
      const message = `The file is not complete: byte ${missing} is the first one missing, ${held.size} of ${bytes.length} bytes are there.`;
      expect(await finish(digestOf(bytes))).toBe(message);
      expect(() => result()).toThrow('File not found');
      for (const part of parts) if (!sent.includes(part)) await send(part, chunk);
      expect(await finish(digestOf(bytes))).toBe('');
      expect(await read(result())).toEqual(bytes);
    }),
  );
});

/** Bytes that have nothing to do with each other, at any place of a file of 60 bytes. */
const strayParts = fc.array(
  fc
    .nat(59)
    .chain((start) =>
      fc.uint8Array({ minLength: 1, maxLength: 60 - start }).map((bytes) => ({ start, bytes })),
    ),
);

test('parts with other bytes replace earlier ones and are hashed right', async () => {
  await fc.assert(
    fc.asyncProperty(strayParts, chunkSize, fc.boolean(), async (parts, chunk, tryBetween) => {
      const { send, finish, result } = begin(60);
      const model = new Uint8Array(60);
      for (const part of [{ start: 0, bytes: new Uint8Array(60).fill(7) }, ...parts]) {
        await send(part, chunk);
        model.set(part.bytes, part.start);
        if (tryBetween) expect(await finish('0'.repeat(32))).toContain(digestOf(model));
      }
      expect(await finish(digestOf(model))).toBe('');
      expect(await read(result())).toEqual(model);
    }),
  );
});

test('whichever of two writes to the same place wins, the digest is that of what is stored', async () => {
  await fc.assert(
    fc.asyncProperty(strayParts, chunkSize, fc.scheduler(), async (parts, chunk, scheduler) => {
      const { send, finish, upload, result } = begin(60, () => scheduler.schedule(Promise.resolve()));
      const whole = { start: 0, bytes: new Uint8Array(60).fill(7) };
      await scheduler.waitFor(Promise.all([whole, ...parts].map((part) => send(part, chunk))));
      const stored = await read({ content: upload.bytes.content, size: 60n, md5: '' });
      expect(await finish(digestOf(stored))).toBe('');
      expect(result().md5).toBe(digestOf(stored));
    }),
  );
});

test('writes that fail do not count and do not spoil the digest', async () => {
  await fc.assert(
    fc.asyncProperty(
      split,
      chunkSize,
      fc.infiniteStream(fc.boolean()),
      async ({ bytes, parts }, chunk, fails) => {
        let fragile = true;
        const { send, finish, result } = begin(bytes.length, async () => {
          if (fragile && fails.next().value) throw new Error('disk full');
        });
        for (const part of parts) await send(part, chunk).catch(() => {});
        fragile = false;
        for (const part of parts) await send(part, chunk);
        expect(await finish(digestOf(bytes))).toBe('');
        expect(await read(result())).toEqual(bytes);
      },
    ),
  );
});
