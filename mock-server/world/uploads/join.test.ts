import { describe, expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { Fixture } from '../opening/fixture.js';
import { EMPTY, HELLO, hello, refusal, scene, zeros } from '../testing/upload-scene.js';

const begin = (more: Partial<Fixture> = {}, limits: { quota?: bigint; maxFileSize?: bigint } = {}) =>
  scene({ digest: md5, contents: new MemoryContentStore() }, more, limits);

describe('finishing', () => {
  test('says what is wrong with the digest', async () => {
    const { start, send, finish } = begin();
    const { id } = start(5);
    await send(id, 0, hello);
    expect(await finish(id, '')).toBe('The MD5 digest is missing: send the one of the whole file in hex.');
    expect(await finish(id, 'xyz')).toBe('"xyz" is no MD5 digest: it must be 32 hex digits.');
    expect(await finish(id, EMPTY)).toBe(
      `The MD5 digest is wrong: ${EMPTY} was sent, the bytes have ${HELLO}.`,
    );
    expect(await finish(id, HELLO.toUpperCase())).toBe('');
    expect(await finish(id, HELLO)).toBe('');
    expect(await finish(id, EMPTY)).toContain('wrong');
    expect(await finish(id, '')).toContain('missing');
  });

  test('judges by the bytes that are stored, not by those that could not be', async () => {
    const { start, send, finish, door } = begin();
    const { id } = start(5);
    await send(id, 0, hello);
    door.pass = () => Promise.reject(new Error('disk full'));
    await expect(send(id, 0, zeros(5))).rejects.toThrow('disk full');
    expect(await finish(id)).toBe('');
  });

  test('faults for what is no upload and no file of the account', async () => {
    const { world, start, finish, other } = begin();
    const { id } = start(5);
    await expect(finish(id + 1n)).rejects.toThrow('File not found');
    await expect(world.uploads.finish(other, id, HELLO)).rejects.toThrow('File not found');
  });

  test('accepts a digest without its leading zeros only when that is assumed', async () => {
    const bytes = new TextEncoder().encode('jk8ssl');
    const short = '18e6137ac2caab16074784a6';
    for (const accept of [false, true]) {
      const { start, send, finish } = begin({ assume: { 'short-digest': accept ? 'accept' : 'refuse' } });
      const { id } = start(6);
      await send(id, 0, bytes);
      expect(await finish(id, short)).toBe(
        accept ? '' : `"${short}" is no MD5 digest: it must be 32 hex digits.`,
      );
    }
  });

  test('an empty file needs no part', async () => {
    const { world, me, start, finish } = begin();
    const { id } = start(0);
    expect(await finish(id, EMPTY)).toBe('');
    expect(world.tree.file(me, id)).toMatchObject({ size: 0n, md5: EMPTY });
  });

  test('twice at once gives both the same answer and one file', async () => {
    const { me, start, send, finish } = begin();
    const { id } = start(5);
    expect(await Promise.all([finish(id), finish(id)])).toEqual(
      Array(2).fill(expect.stringContaining('byte 0')),
    );
    await send(id, 0, hello);
    const answers = await Promise.all([finish(id), finish(id), finish(id, EMPTY), finish(id)]);
    expect(answers).toEqual(['', '', expect.stringContaining('wrong'), '']);
    expect(me.root.children.named('file', 'n.txt')).toHaveLength(1);
  });

  test('makes a file that has the id, date and first version, and lies in its folder', async () => {
    const { world, me, start, send, finish } = begin();
    const { id } = start(5, 'ü.txt');
    await send(id, 0, hello);
    expect(world.find('a', 'ü.txt')).toBeUndefined();
    await finish(id);
    const made = {
      id,
      name: 'ü.txt',
      size: 5n,
      md5: HELLO,
      date: 5,
      version: 1,
      downloadCount: 0,
      parent: me.root,
    };
    expect(world.find('a', 'ü.txt')).toMatchObject(made);
    expect(world.uploads.unfinished(me, id)).toBeUndefined();
  });
});

describe('when files complete by themselves', () => {
  const byItself = { assume: { completion: 'all-bytes' } } as const;

  test('one is visible once all its bytes came, and finish is harmless', async () => {
    const { world, me, start, send, finish } = begin(byItself);
    const { id } = start(5);
    await send(id, 3, hello.subarray(3));
    expect(() => world.tree.file(me, id)).toThrow('File not found');
    await send(id, 0, hello.subarray(0, 3));
    expect(world.tree.file(me, id).md5).toBe(HELLO);
    expect(await finish(id)).toBe('');
    expect(await finish(id, EMPTY)).toContain('wrong');
  });

  test('a part that was refused does not complete it, the next one does', async () => {
    const { world, me, start, send } = begin(byItself);
    const { id } = start(4);
    await expect(send(id, 0, hello)).rejects.toEqual(refusal(1));
    expect(() => world.tree.file(me, id)).toThrow('File not found');
    await send(id, 0, hello.subarray(0, 4));
    expect(world.tree.file(me, id).size).toBe(4n);
  });

  test('one whose finish fails while its last part closes is complete all the same', async () => {
    const { world, me, key, start, send, finish } = begin(byItself);
    const { id } = start(5);
    // Out of order, so that the bytes have to be read and the finish takes longer than the closing.
    await send(id, 2, hello.subarray(2));
    const part = world.openPart(key, id, 0n);
    await part.write(hello.subarray(0, 2));
    const failed = finish(id, EMPTY);
    const closed = part.close();
    expect(await failed).toContain('wrong');
    await closed;
    expect(world.tree.file(me, id).md5).toBe(HELLO);
  });
});
