import { expect } from 'vitest';
import { defaultWorld } from '../../fixture/default-world.js';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { World } from '../../world/index.js';

export const openPlatform = () => ({ now: () => 5, digest: md5, contents: new MemoryContentStore() });

/** A world with a file that was uploaded, a copy of it, and an upload that is half done. */
export async function busyWorld() {
  const platform = openPlatform();
  const world = new World(platform, defaultWorld);
  const me = world.accounts.authenticate('user@example.com', 'secret');
  const key = world.sessions.open(me);
  const send = async (id: bigint, firstByte: bigint, bytes: Uint8Array) => {
    const part = world.openPart(key, id, firstByte);
    await part.write(bytes);
    await part.close();
  };
  const start = (name: string, size: bigint) => {
    const upload = world.uploads.start(me, -1n, name, size);
    if ('refused' in upload) throw new Error(upload.refused);
    return upload.id;
  };
  const large = new Uint8Array(200_000).map((_, index) => (index * index) % 256);
  const digest = md5();
  digest.update(large);
  const whole = start('whole', 200_000n);
  await send(whole, 0n, large);
  expect(await world.uploads.finish(me, whole, digest.hex())).toBe('');
  world.paste.copy(world.tree.file(me, whole), me.root, 'copy');
  const half = start('half', 9n);
  await send(half, 1n, new Uint8Array([1, 2]));
  await send(half, 5n, new Uint8Array([3]));
  world.sharing.set(me.root, { ...world.sharing.properties(me.root), shared: true });
  world.sharing.open(world.accounts.authenticate('premium@example.com', 'secret'), me.root);
  return { platform, world, me, key, large, half };
}
