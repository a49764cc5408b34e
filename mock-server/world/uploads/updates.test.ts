import { describe, expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { Fixture } from '../opening/fixture.js';
import { EMPTY, HELLO, hello, refusal, scene, zeros } from '../testing/upload-scene.js';

const begin = (more: Partial<Fixture> = {}, limits: { quota?: bigint; maxFileSize?: bigint } = {}) =>
  scene({ digest: md5, contents: new MemoryContentStore() }, more, limits);

describe('updating', () => {
  async function update(name = '', size = 5) {
    const begun = begin();
    const old = begun.world.find('a', 'Docs/old.txt');
    if (old?.kind !== 'file') throw new Error('no file');
    const upload = await begun.world.uploads.startUpdate(begun.me, old.id, name, BigInt(size));
    if ('refused' in upload) throw new Error(upload.refused);
    return { ...begun, file: old, upload };
  }

  test('replaces the bytes under the same id and code, and keeps the name when it is empty', async () => {
    const { world, me, file, upload, send, finish, contents } = await update();
    const { code } = file;
    expect(upload.id).toBe(file.id);
    await send(file.id, 0, hello);
    expect(file).toMatchObject({ size: 3n, version: 1, name: 'old.txt' });
    expect(await finish(file.id)).toBe('');
    expect(file).toMatchObject({ size: 5n, version: 2, name: 'old.txt', md5: HELLO, code });
    expect(me.space).toMatchObject({ stored: 5n, reserved: 0n });
    const again = await world.uploads.startUpdate(me, file.id, '', 0n);
    expect(again).toHaveProperty('id', file.id);
    expect(await finish(file.id, EMPTY)).toBe('');
    expect(file.version).toBe(3);
    // The two updates: the first version is the fixture's.
    expect(contents.live.size).toBe(2);
    await world.bin.purge(world.tree.file(me, file.id));
    expect(contents.live.size).toBe(0);
  });

  test('renames the file in its listing when it is done', async () => {
    const { world, file, send, finish } = await update('new.txt');
    await send(file.id, 0, hello);
    expect(world.find('a', 'Docs/old.txt')).toBe(file);
    await finish(file.id);
    expect(world.find('a', 'Docs/old.txt')).toBeUndefined();
    expect(world.find('a', 'Docs/new.txt')).toBe(file);
  });

  test('a second start replaces the first one, whose parts are refused with code 5', async () => {
    const { world, me, key, file, send, finish, contents } = await update();
    const part = world.openPart(key, file.id, 0n);
    await part.write(zeros(2));
    await world.uploads.startUpdate(me, file.id, '', 5n);
    await expect(part.write(zeros(1))).rejects.toEqual(refusal(5));
    expect(await part.close()).toEqual({ received: 2n });
    expect(me.space.reserved).toBe(5n);
    await send(file.id, 0, hello);
    expect(await finish(file.id)).toBe('');
    expect(contents.live.size).toBe(1);
  });

  test('a second start may use the space of the first one', async () => {
    const { world, me, file } = await update('', 5);
    me.quota = me.space.stored + 7n;
    expect(await world.uploads.startUpdate(me, file.id, '', 8n)).toHaveProperty('refused');
    expect(await world.uploads.startUpdate(me, file.id, '', 7n)).toHaveProperty('id', file.id);
    expect(world.accounts.freeSpace(me)).toBe(0n);
  });

  test('a second start that is refused leaves the first one', async () => {
    const { world, me, file, upload } = await update();
    expect(await world.uploads.startUpdate(me, file.id, '', me.maxFileSize + 1n)).toHaveProperty('refused');
    expect(world.uploads.unfinished(me, file.id)).toBe(upload);
  });

  test('is cancelled when the file is removed, and refused for one in the recycle bin', async () => {
    for (const remove of ['remove', 'purge'] as const) {
      const { world, me, key, file, contents } = await update();
      const record = world.tree.file(me, file.id);
      await world.bin[remove](record);
      expect(() => world.openPart(key, file.id, 0n)).toThrow(refusal(6));
      expect(me.space.reserved).toBe(0n);
      expect(contents.live.size).toBe(0);
      if (remove === 'purge') continue;
      expect(await world.uploads.startUpdate(me, file.id, '', 1n)).toHaveProperty('refused');
    }
  });

  test('faults for what is no file of the account', async () => {
    const { world, me, other, file } = await update();
    await expect(world.uploads.startUpdate(me, me.root.id, '', 1n)).rejects.toThrow('File not found');
    await expect(world.uploads.startUpdate(other, file.id, '', 1n)).rejects.toThrow('File not found');
  });

  test('cancelled leaves the old bytes', async () => {
    const { world, me, file, send, finish } = await update();
    await send(file.id, 0, hello);
    await world.uploads.cancel(me, file.id);
    expect(file).toMatchObject({ size: 3n, version: 1 });
    expect(await finish(file.id, md5OfOld())).toBe('');
  });
});

function md5OfOld(): string {
  const digest = md5();
  digest.update(new TextEncoder().encode('old'));
  return digest.hex();
}
