import { describe, expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { DiskContentStore } from '../../storage/disk.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { FileNode } from '../nodes.js';
import { HELLO, hello, refusal, scene } from '../testing/upload-scene.js';
import { World } from '../world.js';

const bytes = (text: string) => new TextEncoder().encode(text);

function begin(contents: MemoryContentStore | DiskContentStore = new MemoryContentStore()) {
  const begun = scene({ digest: md5, contents });
  const restore = (snapshot: Awaited<ReturnType<World['save']>>) =>
    World.restore({ now: () => 5, digest: md5, contents: begun.contents }, snapshot);
  return { ...begun, store: contents, restore };
}

async function sendTo(world: World, key: string, id: bigint, firstByte: bigint, text: string) {
  const part = world.openPart(key, id, firstByte);
  await part.write(bytes(text)).finally(() => part.close());
}

async function finishIn(world: World, id: bigint, digest = HELLO): Promise<string> {
  return world.uploads.finish(world.accounts.authenticate('a', 'b'), id, digest);
}

async function textOf(file: FileNode): Promise<string> {
  const pieces = [];
  for await (const piece of file.content.read(0n, file.size)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const fileIn = (world: World, name: string): FileNode => {
  const node = world.find('a', name);
  if (node?.kind !== 'file') throw new Error(`no ${name}`);
  return node;
};

describe.each([
  { store: 'memory', open: () => new MemoryContentStore() },
  { store: 'disk', open: () => new DiskContentStore() },
])('$store', ({ open }) => {
  test('an unfinished upload goes on everywhere, each on its own, and nothing is left of it', async () => {
    const { world, key, start, store, restore } = begin(open());
    const { id } = start(5, 'n.txt');
    const old = fileIn(world, 'Docs/old.txt');
    await world.uploads.startUpdate(world.accounts.authenticate('a', 'b'), old.id, 'new.txt', 5n);
    for (const upload of [id, old.id]) {
      await sendTo(world, key, upload, 0n, 'he');
      await sendTo(world, key, upload, 4n, 'o');
    }
    const snapshot = await world.save();
    const worlds = [world, await restore(snapshot), await restore(snapshot)];
    for (const one of worlds) {
      expect(one.accounts.authenticate('a', 'b').space.reserved).toBe(10n);
      for (const upload of [id, old.id]) {
        expect(await finishIn(one, upload)).toBe(
          'The file is not complete: byte 2 is the first one missing, 3 of 5 bytes are there.',
        );
        await sendTo(one, key, upload, 2n, 'll');
        expect(await finishIn(one, upload)).toBe('');
      }
      const [made, updated] = [fileIn(one, 'n.txt'), fileIn(one, 'Docs/new.txt')];
      expect([made.id, await textOf(made), updated.id, await textOf(updated)]).toEqual([
        ...[id, 'hello'],
        ...[old.id, 'hello'],
      ]);
      expect(updated.version).toBe(2);
    }
    await Promise.all([...worlds.map((one) => one.discard()), snapshot.drop()]);
    expect(store.size).toBe(0);
    await store.close();
  });

  test('bytes stay as long as a world or a snapshot has them', async () => {
    const { world, key, start, store, restore } = begin(open());
    const { id } = start(5);
    await sendTo(world, key, id, 0n, 'hello');
    await finishIn(world, id);
    const [first, second] = [await world.save(), await world.save()];
    await world.bin.purge(world.tree.file(world.accounts.authenticate('a', 'b'), id));
    expect(store.size).toBe(1);
    const again = await restore(first);
    await Promise.all([first.drop(), first.drop(), second.drop()]);
    expect(await textOf(fileIn(again, 'n.txt'))).toBe('hello');
    const third = await again.save();
    await again.discard();
    expect(store.size).toBe(1);
    await third.drop();
    expect(store.size).toBe(0);
    await store.close();
  });
});

test('only what was received is copied, however large the upload', async () => {
  const { key, world, restore, start } = begin(new DiskContentStore());
  const { id } = start(2 ** 30);
  await sendTo(world, key, id, 2n ** 29n, 'x');
  const snapshot = await world.save();
  expect(snapshot.received.map(({ received }) => received)).toEqual([[[2n ** 29n, 2n ** 29n + 1n]]]);
  const again = await restore(snapshot);
  expect([
    ...(again.uploads.unfinished(again.accounts.authenticate('a', 'b'), id)?.bytes.received ?? []),
  ]).toEqual([[2n ** 29n, 2n ** 29n + 1n]]);
  await world.discard();
  await again.discard();
  await snapshot.drop();
});

test('a snapshot has what was received when it was asked for, not what is under way or comes later', async () => {
  const { world, key, start, door, restore } = begin();
  const { id } = start(5);
  await sendTo(world, key, id, 0n, 'HE');
  door.shut();
  const underWay = sendTo(world, key, id, 2n, 'l');
  const saving = world.save();
  // To the same bytes: it waits for the copy, which waits for the gate.
  const later = sendTo(world, key, id, 0n, 'he');
  door.open();
  const snapshot = await saving;
  await Promise.all([underWay, later]);
  const again = await restore(snapshot);
  expect(await finishIn(again, id)).toContain('byte 2 is the first one missing');
  await sendTo(again, key, id, 2n, 'llo');
  expect(await finishIn(again, id)).toMatch('The MD5 digest is wrong');
  expect(await finishIn(again, id, md5Of('HEllo'))).toBe('');
  await sendTo(world, key, id, 3n, 'lo');
  expect(await finishIn(world, id)).toBe('');
});

test('what is being written over received bytes at that moment is waited for', async () => {
  const { world, key, start, door } = begin();
  const { id } = start(5);
  await sendTo(world, key, id, 0n, 'HE');
  door.shut();
  const underWay = sendTo(world, key, id, 0n, 'hel');
  const saving = world.save();
  door.open();
  const { received } = await saving;
  await underWay;
  expect(received).toMatchObject([{ received: [[0n, 2n]] }]);
  const pieces = [];
  for await (const piece of received[0]?.content.read(0n, 3n) ?? []) pieces.push(...piece);
  expect(pieces).toEqual([...bytes('he'), 0]);
});

function md5Of(text: string): string {
  const digest = md5();
  digest.update(bytes(text));
  return digest.hex();
}

test('an upload that is cancelled while it is copied is in the snapshot all the same', async () => {
  const { world, key, start, store, restore, contents, door } = begin();
  const { id } = start(5);
  await sendTo(world, key, id, 0n, 'hello');
  door.shut();
  const saving = world.save();
  const cancelled = world.uploads.cancel(world.accounts.authenticate('a', 'b'), id);
  door.open();
  const [snapshot] = await Promise.all([saving, cancelled]);
  expect([world.uploads.unfinished(world.accounts.authenticate('a', 'b'), id), contents.live.size]).toEqual([
    undefined,
    1,
  ]);
  const again = await restore(snapshot);
  expect(await finishIn(again, id)).toBe('');
  await Promise.all([again.discard(), snapshot.drop(), world.discard()]);
  expect(store.size).toBe(0);
});

test('an upload that is being joined is one that can be finished', async () => {
  const { world, key, start, restore } = begin();
  const { id } = start(5);
  await sendTo(world, key, id, 0n, 'hello');
  const finishing = finishIn(world, id);
  const snapshot = await world.save();
  expect(await finishing).toBe('');
  const again = await restore(snapshot);
  expect(again.find('a', 'n.txt')).toBeUndefined();
  expect(await finishIn(again, id)).toBe('');
});

test('a file that arrives whole is no part of a snapshot, nor is its space', async () => {
  const { world, key, start, store, restore } = begin();
  start(7);
  const writer = world.openWhole(key, { name: 'whole' });
  await writer.write(hello);
  const snapshot = await world.save();
  const again = await restore(snapshot);
  expect(world.accounts.authenticate('a', 'b').space.reserved).toBe(12n);
  expect(again.accounts.authenticate('a', 'b').space).toMatchObject({ reserved: 7n, stored: 3n, binned: 0n });
  // Nor does it stay in a world that is given up meanwhile.
  await world.discard();
  await expect(writer.finish()).rejects.toThrow(refusal(4));
  expect(() => world.openWhole(key, { name: 'late' })).toThrow(refusal(4));
  await Promise.all([again.discard(), snapshot.drop()]);
  expect(store.size).toBe(0);
});

test('parts of a world that is given up are refused, and nothing of them stays', async () => {
  const { world, key, start, store, door } = begin();
  const { id } = start(5);
  const part = world.openPart(key, id, 0n);
  door.shut();
  const writing = part.write(hello).finally(() => part.close());
  const discarded = world.discard();
  door.open();
  await expect(writing).rejects.toThrow(refusal(6));
  await discarded;
  expect(store.size).toBe(0);
});

test('a copy that cannot be made fails the snapshot, and nothing is held', async () => {
  const { world, key, start, store, contents } = begin();
  for (const name of ['done', 'one', 'two']) await sendTo(world, key, start(5, name).id, 0n, 'hello');
  const [done] = [...world.uploads];
  expect(await finishIn(world, done?.id ?? 0n)).toBe('');
  const create = contents.create.bind(contents);
  contents.create = () => {
    contents.create = create;
    return Object.assign(create(), { write: () => Promise.reject(new Error('no space left')) });
  };
  await expect(world.save()).rejects.toThrow('no space left');
  expect(store.size).toBe(3);
  await world.discard();
  expect(store.size).toBe(0);
});

test('a snapshot that was dropped makes no world, even if that happens meanwhile', async () => {
  const { world, key, start, store, restore } = begin();
  await sendTo(world, key, start(5).id, 0n, 'hello');
  const snapshot = await world.save();
  const restoring = restore(snapshot);
  const dropped = 'The snapshot was dropped: nothing can be made of it any more.';
  const refused = expect(restoring).rejects.toThrow(/dropped|removed/);
  await snapshot.drop();
  await refused;
  await expect(restore(snapshot)).rejects.toThrow(dropped);
  expect(store.size).toBe(1);
});
