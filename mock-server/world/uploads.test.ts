import { describe, expect, test } from 'vitest';
import { md5 } from '../storage/digest.js';
import { MemoryContentStore } from '../storage/memory.js';
import type { UploadRefusal } from './errors.js';
import type { Fixture } from './fixture.js';
import { GatedContents } from './gated-contents.js';
import { World } from './world.js';

const hello = new TextEncoder().encode('hello');
const HELLO = '5d41402abc4b2a76b9719d911017c592';
const EMPTY = 'd41d8cd98f00b204e9800998ecf8427e';
const zeros = (size: number) => new Uint8Array(size);

/** A gate that is open until it is shut. */
function gate() {
  let opened = Promise.resolve();
  let open = () => {};
  return {
    pass: () => opened,
    shut: () => {
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
  };
}

function begin(more: Partial<Fixture> = {}, limits: { quota?: bigint; maxFileSize?: bigint } = {}) {
  const door = gate();
  const contents = new GatedContents(new MemoryContentStore(), () => door.pass());
  const world = new World(
    { now: () => 5, digest: md5, contents },
    {
      ...more,
      accounts: [
        {
          login: 'a',
          password: 'b',
          ...limits,
          folders: [
            { name: 'Docs', files: [{ name: 'old.txt', text: 'old' }] },
            { name: 'Gone', removed: true },
          ],
        },
        { login: 'other', password: 'b' },
      ],
    },
  );
  const me = world.accounts.authenticate('a', 'b');
  const other = world.accounts.authenticate('other', 'b');
  const key = world.sessions.open(me);
  const start = (size: number, name = 'n.txt') => {
    const upload = world.uploads.start(me, -1n, name, BigInt(size));
    if ('refused' in upload) throw new Error(upload.refused);
    return upload;
  };
  const send = async (id: bigint, firstByte: number, bytes: Uint8Array) => {
    const part = world.openPart(key, id, BigInt(firstByte));
    await part.write(bytes).finally(() => part.close());
  };
  const finish = (id: bigint, digest = HELLO) => world.uploads.finish(me, id, digest);
  const free = () => world.accounts.freeSpace(me);
  return { world, me, other, key, start, send, finish, free, door, contents };
}

const refusal = (code: UploadRefusal['code']) => expect.objectContaining({ name: 'UploadRefusal', code });

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
    const inner = world.tree.createFolder(world.tree.folder(me, docs?.id ?? 0n), 'Inner');
    if (!docs || typeof inner === 'string') throw new Error('no folder');
    const upload = world.uploads.start(me, inner.id, 'n', 5n);
    if ('refused' in upload) throw new Error(upload.refused);
    await world.remove(docs);
    expect(() => world.openPart(key, upload.id, 0n)).toThrow(refusal(6));
    expect(me.space).toMatchObject({ reserved: 0n, stored: 0n, binned: 3n });
    expect(contents.live.size).toBe(0);
  });
});

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
    expect(contents.live.size).toBe(1);
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

  test('one whose finish failed meanwhile is complete all the same', async () => {
    const { world, me, key, start, finish, door } = begin(byItself);
    const { id } = start(5);
    const part = world.openPart(key, id, 0n);
    door.shut();
    const writing = part.write(hello);
    const failed = finish(id, EMPTY);
    const closed = writing.then(() => part.close());
    door.open();
    expect(await failed).toContain('wrong');
    await closed;
    expect(world.tree.file(me, id).md5).toBe(HELLO);
  });
});

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
