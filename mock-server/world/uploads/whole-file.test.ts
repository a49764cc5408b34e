import { describe, expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { Fixture } from '../opening/fixture.js';
import { HELLO, hello, refusal, scene, zeros } from '../testing/upload-scene.js';

const begin = (more: Partial<Fixture> = {}, limits: { quota?: bigint; maxFileSize?: bigint } = {}) =>
  scene({ digest: md5, contents: new MemoryContentStore() }, more, limits);

describe('a whole file', () => {
  test('is visible when it is finished', async () => {
    const { world, me, key, free, contents } = begin({}, { quota: 100n });
    const docs = world.find('a', 'Docs');
    const writer = world.openWhole(key, { name: 'w.txt', dirId: docs?.id });
    await writer.write(hello.subarray(0, 2));
    expect(free()).toBe(95n);
    await writer.write(hello.subarray(2));
    expect(world.find('a', 'Docs/w.txt')).toBeUndefined();
    const file = await writer.finish();
    expect(world.find('a', 'Docs/w.txt')).toBe(file);
    expect(file).toMatchObject({ md5: HELLO, size: 5n, version: 1 });
    await writer.abandon();
    expect(me.space).toMatchObject({ stored: 8n, reserved: 0n });
    expect(contents.live.size).toBe(1);
    await expect(writer.write(hello)).rejects.toEqual(refusal(6));
  });

  test.each([undefined, -1n])('goes to the root with folder %s', async (dirId) => {
    const { world, key } = begin();
    const writer = world.openWhole(key, { name: 'w.txt', dirId });
    await writer.write(hello);
    expect(await writer.finish()).toBe(world.find('a', 'w.txt'));
  });

  test('must not exceed the largest file or the free space, nor be empty', async () => {
    const { world, key, contents, free } = begin({}, { quota: 7n, maxFileSize: 6n });
    const write = (...sizes: number[]) => {
      const writer = world.openWhole(key, { name: 'w' });
      const written = sizes.reduce(
        (before, size) => before.then(() => writer.write(zeros(size))),
        Promise.resolve(),
      );
      return { writer, written };
    };
    const large = write(4, 3);
    await expect(large.written).rejects.toEqual(refusal(1));
    await large.writer.abandon();
    const full = write(3, 2);
    await expect(full.written).rejects.toEqual(refusal(2));
    expect(free()).toBe(1n);
    await full.writer.abandon();
    await expect(write().writer.finish()).rejects.toEqual(refusal(3));
    expect(free()).toBe(4n);
    expect(contents.live.size).toBe(0);
  });

  test('and another one cannot both win the last bytes', async () => {
    const { world, key, door } = begin({}, { quota: 8n });
    const writers = [1, 2].map(() => world.openWhole(key, { name: 'w' }));
    door.shut();
    const written = Promise.allSettled(writers.map((writer) => writer.write(hello)));
    door.open();
    expect((await written).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('that is abandoned leaves nothing', async () => {
    const { world, me, key, door, contents } = begin();
    const writer = world.openWhole(key, { name: 'w' });
    door.shut();
    const writing = writer.write(hello);
    const abandoned = writer.abandon();
    door.open();
    await writing;
    await abandoned;
    await writer.abandon();
    expect(me.space.reserved).toBe(0n);
    expect(contents.live.size).toBe(0);
    await expect(writer.finish()).rejects.toEqual(refusal(6));
  });

  test('needs a name and a folder of the account, at the end too', async () => {
    const { world, me, other, key, contents } = begin();
    const gone = [...me.bin][0];
    for (const target of [
      { name: '' },
      ...[0n, other.root.id, gone?.id].map((dirId) => ({ name: 'w', dirId })),
    ]) {
      if (!('dirId' in target) || target.dirId !== undefined) {
        expect(() => world.openWhole(key, target)).toThrow(refusal(4));
      }
    }
    const docs = world.find('a', 'Docs');
    if (!docs) throw new Error('no folder');
    const writer = world.openWhole(key, { name: 'w', dirId: docs.id });
    await writer.write(hello);
    await world.remove(docs);
    await expect(writer.finish()).rejects.toEqual(refusal(4));
    expect(me.space.reserved).toBe(0n);
    expect(contents.live.size).toBe(0);
  });

  test('whose bytes could not be stored cannot be finished', async () => {
    const { world, key, contents, door } = begin();
    const writer = world.openWhole(key, { name: 'w' });
    await writer.write(hello);
    door.pass = () => Promise.reject(new Error('disk full'));
    await expect(writer.write(hello)).rejects.toThrow('disk full');
    await expect(writer.finish()).rejects.toEqual(refusal(4));
    expect(contents.live.size).toBe(0);
  });
});
