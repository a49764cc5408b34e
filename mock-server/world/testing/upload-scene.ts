import { expect } from 'vitest';
import type { UploadRefusal } from '../errors.js';
import type { Fixture } from '../opening/fixture.js';
import type { Platform } from '../platform.js';
import { World } from '../world.js';
import { GatedContents } from './gated-contents.js';

// What the tests of uploads share.

export const hello = new TextEncoder().encode('hello');
export const HELLO = '5d41402abc4b2a76b9719d911017c592';
export const EMPTY = 'd41d8cd98f00b204e9800998ecf8427e';
export const zeros = (size: number) => new Uint8Array(size);

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

/** An account with a few files that uploads, in a separate world. */
export function scene(
  storage: Pick<Platform, 'digest' | 'contents'>,
  more: Partial<Fixture> = {},
  limits: { quota?: bigint; maxFileSize?: bigint } = {},
) {
  const door = gate();
  const contents = new GatedContents(storage.contents, () => door.pass());
  const world = new World(
    { now: () => 5, digest: storage.digest, contents },
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

export const refusal = (code: UploadRefusal['code']) =>
  expect.objectContaining({ name: 'UploadRefusal', code });
