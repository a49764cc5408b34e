import { describe, expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { Fixture } from '../opening/fixture.js';
import { hello, refusal, scene } from '../testing/upload-scene.js';

const begin = (more: Partial<Fixture> = {}, limits: { quota?: bigint; maxFileSize?: bigint } = {}) =>
  scene({ digest: md5, contents: new MemoryContentStore() }, more, limits);

describe('starting', () => {
  test.each([
    ['larger than the largest file', -1n, 'n', 11n],
    ['larger than the free space', -1n, 'n', 9n],
    ['of negative size', -1n, 'n', -1n],
    ['without a name', -1n, '', 1n],
  ])('a file %s is refused and reserves nothing', (_why, dirId, name, size) => {
    const { world, me, free } = begin({}, { quota: 11n, maxFileSize: 10n });
    expect(world.uploads.start(me, dirId, name, size)).toEqual({ refused: expect.stringMatching(/\.$/) });
    expect(free()).toBe(8n);
  });

  test('of exactly the free space and the largest file works', () => {
    const { world, me, free } = begin({}, { quota: 13n, maxFileSize: 10n });
    expect(world.uploads.start(me, -1n, 'n', 10n)).toHaveProperty('id');
    expect(free()).toBe(0n);
  });

  test('needs a folder of the account outside the recycle bin', () => {
    const { world, me, other } = begin();
    const gone = [...me.bin][0];
    expect(world.uploads.start(me, gone?.id ?? 0n, 'n', 1n)).toHaveProperty('refused');
    for (const dirId of [0n, 7n, other.root.id, -2n]) {
      expect(() => world.uploads.start(me, dirId, 'n', 1n)).toThrow('Folder not found');
    }
    expect(world.uploads.start(me, me.root.id, 'n', 1n)).toHaveProperty('id');
  });

  test('takes folder 0 as the root when that is assumed', () => {
    const { world, me } = begin({ assume: { 'dir-zero': 'root' } });
    expect(world.uploads.start(me, 0n, 'n', 1n)).toMatchObject({ folder: me.root });
  });

  test.each([
    ['the account is banned', { banned: true }, true],
    ['the account is not active', { active: false }, true],
    ['uploads are switched off', {}, false],
  ])('is refused when %s, as are parts and whole files', (_why, state, enabled) => {
    const { world, me, key, start } = begin();
    const { id } = start(5);
    const old = world.find('a', 'Docs/old.txt');
    Object.assign(me, state);
    world.uploads.enabled = enabled;
    expect(world.uploads.start(me, -1n, 'n', 1n)).toHaveProperty('refused');
    expect(() => world.openPart(key, id, 0n)).toThrow(refusal(4));
    expect(() => world.openWhole(key, { name: 'x' })).toThrow(refusal(4));
    return expect(world.uploads.startUpdate(me, old?.id ?? 0n, '', 1n)).resolves.toHaveProperty('refused');
  });
});

describe('a part', () => {
  test('needs a known session', () => {
    const { world, start } = begin();
    expect(() => world.openPart('no such key', start(5).id, 0n)).toThrow(refusal(4));
    expect(() => world.openWhole('no such key', { name: 'x' })).toThrow(refusal(4));
  });

  test('needs an unfinished upload of the account', async () => {
    const { world, key, start, send, finish, other } = begin();
    const { id } = start(5);
    expect(() => world.openPart(key, id + 1n, 0n)).toThrow(refusal(6));
    expect(() => world.openPart(world.sessions.open(other), id, 0n)).toThrow(refusal(6));
    await send(id, 0, hello);
    await finish(id);
    expect(() => world.openPart(key, id, 0n)).toThrow(refusal(6));
  });

  test('must begin within the announced size', () => {
    const { world, key, start } = begin();
    const { id } = start(5);
    expect(() => world.openPart(key, id, -1n)).toThrow(refusal(4));
    expect(() => world.openPart(key, id, 6n)).toThrow(refusal(1));
  });

  test.each([1, 3, 9])('past the announced size is refused, cut into pieces of %i the same', async (size) => {
    const { world, key, start, finish } = begin();
    const { id } = start(5);
    const part = world.openPart(key, id, 0n);
    const sent = new TextEncoder().encode('hello!!!!');
    const all = async () => {
      for (let at = 0; at < sent.length; at += size) await part.write(sent.subarray(at, at + size));
    };
    await expect(all()).rejects.toEqual(refusal(1));
    expect(await part.close()).toEqual({ received: 5n });
    expect(await finish(id)).toBe('');
  });

  test('is refused with code 5 while parts are joined and after, in the middle of it too', async () => {
    const { world, key, start, finish, door } = begin();
    const { id } = start(5);
    const part = world.openPart(key, id, 0n);
    door.shut();
    const writing = part.write(hello);
    const finished = finish(id);
    expect(() => world.openPart(key, id, 0n)).toThrow(refusal(5));
    await expect(part.write(hello)).rejects.toEqual(refusal(5));
    door.open();
    await writing;
    expect(await finished).toBe('');
    await expect(part.write(hello)).rejects.toEqual(refusal(5));
    expect(await part.close()).toEqual({ received: 5n });
  });

  test('may go on after a finish that failed', async () => {
    const { world, key, start, finish } = begin();
    const { id } = start(5);
    const part = world.openPart(key, id, 0n);
    await part.write(hello.subarray(0, 2));
    expect(await finish(id)).toContain('byte 2 is the first one missing, 2 of 5 bytes');
    await part.write(hello.subarray(2));
    await part.close();
    expect(await finish(id)).toBe('');
  });
});

describe('cancelling', () => {
  test('gives the space back, refuses later writes with code 6 and removes the bytes after those under way', async () => {
    const { world, me, key, start, free, door, contents } = begin({}, { quota: 10n });
    const { id } = start(5);
    const part = world.openPart(key, id, 0n);
    door.shut();
    const writing = part.write(hello);
    const cancelled = world.uploads.cancel(me, id);
    expect(free()).toBe(7n);
    expect(world.uploads.unfinished(me, id)).toBeUndefined();
    door.open();
    await expect(writing).rejects.toEqual(refusal(6));
    await cancelled;
    await expect(part.write(hello)).rejects.toEqual(refusal(6));
    expect(await part.close()).toEqual({ received: 0n });
    expect(contents.live.size).toBe(0);
    expect(() => world.openPart(key, id, 0n)).toThrow(refusal(6));
    await expect(world.uploads.cancel(me, id)).rejects.toThrow('File not found');
  });

  test('while parts are joined wins over the finish', async () => {
    const { world, me, key, start, finish, door, contents } = begin();
    const { id } = start(5);
    const part = world.openPart(key, id, 0n);
    door.shut();
    const writing = part.write(hello);
    const finished = finish(id);
    const cancelled = world.uploads.cancel(me, id);
    door.open();
    await expect(writing).rejects.toEqual(refusal(6));
    expect(await finished).toBe('The upload was cancelled or started again.');
    await cancelled;
    expect(() => world.tree.file(me, id)).toThrow('File not found');
    expect(contents.live.size).toBe(0);
  });

  test('leaves a finished file alone and faults for what is not there', async () => {
    const { world, me, other, start, send, finish } = begin();
    const { id } = start(5);
    await expect(world.uploads.cancel(other, id)).rejects.toThrow('File not found');
    await send(id, 0, hello);
    await finish(id);
    await world.uploads.cancel(me, id);
    expect(world.tree.file(me, id).removed).toBe(false);
    await expect(world.uploads.cancel(me, 1n)).rejects.toThrow('File not found');
  });

  test('happens when the folder goes to the recycle bin', async () => {
    const { world, me, key, contents } = begin();
    const docs = world.find('a', 'Docs');
    const inner = world.naming.createFolder(world.tree.folder(me, docs?.id ?? 0n), 'Inner');
    if (!docs || typeof inner === 'string') throw new Error('no folder');
    const upload = world.uploads.start(me, inner.id, 'n', 5n);
    if ('refused' in upload) throw new Error(upload.refused);
    await world.remove(docs);
    expect(() => world.openPart(key, upload.id, 0n)).toThrow(refusal(6));
    expect(me.space).toMatchObject({ reserved: 0n, stored: 0n, binned: 3n });
    expect(contents.live.size).toBe(0);
  });
});
