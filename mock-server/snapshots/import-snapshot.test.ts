import { expect, test } from 'vitest';
import { World } from '../world/index.js';
import { exportSnapshot } from './export-snapshot.js';
import { importSnapshot } from './import-snapshot.js';
import { busyWorld, openPlatform } from './testing/busy-world.js';
import { exported } from './testing/json.js';

test('shared bytes are written once, patterns not at all, and no piece is long', async () => {
  const { world, me, large } = await busyWorld();
  world.addFile(me, { name: 'huge', size: 2n ** 50n });
  const [often] = me.root.children.folders();
  for (let count = 0; often && count < 2000; count++) world.tree.rename(often, `name ${count}`);
  const pieces: string[] = [];
  for await (const piece of exportSnapshot(await world.save())) pieces.push(piece);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200_000);
  const { stored } = JSON.parse(pieces.join(''));
  expect(stored).toHaveLength(7);
  expect(stored.at(-1)).toEqual({ pattern: String(2n ** 50n) });
  const bytes = stored[5].base64.map((text: string) => Buffer.from(text, 'base64'));
  expect(bytes.length).toBeGreaterThan(1);
  expect(Buffer.concat(bytes).equals(large)).toBe(true);
});

test('what was imported can be dropped and leaves nothing, with a world made of it or not', async () => {
  const { world, me, half, key } = await busyWorld();
  const written = await exported(await world.save());
  const platform = openPlatform();
  const snapshot = await importSnapshot(platform, written);
  const again = await World.restore(platform, snapshot);
  await snapshot.drop();
  const part = again.openPart(key, half, 3n);
  await part.write(new Uint8Array([7]));
  expect(await part.close()).toEqual({ received: 1n });
  expect([
    ...(again.uploads.unfinished(again.accounts.authenticate(me.login, 'secret'), half)?.bytes.received ??
      []),
  ]).toEqual([
    [1n, 4n],
    [5n, 6n],
  ]);
  await again.discard();
  expect(platform.contents.size).toBe(0);
});

test('a pattern is one again, however large', async () => {
  const platform = openPlatform();
  const world = new World(platform, {
    accounts: [{ login: 'a', password: 'b', files: [{ name: 'f', size: 2n ** 50n }] }],
  });
  const again = await World.restore(
    platform,
    await importSnapshot(platform, await exported(await world.save())),
  );
  const file = again.find('a', 'f');
  if (file?.kind !== 'file') throw new Error('it is a file');
  expect(file.size).toBe(2n ** 50n);
  for await (const piece of file.content.read(2n ** 49n, 2n ** 49n + 3n))
    expect(piece).toEqual(Uint8Array.from([0, 1, 2], (more) => Number((2n ** 49n + BigInt(more)) % 251n)));
});

test('a code that a folder had once may be that of another one now', async () => {
  const { platform, world, me } = await busyWorld();
  const gone = world.addFolder(me, { name: 'gone', id: 5n });
  const kept = world.addFolder(gone, { name: 'kept', id: 6n, removed: true });
  await world.bin.purge(world.tree.folder(me, gone.id));
  const text = JSON.stringify(await exported(await world.save())).replace(gone.code, me.root.code);
  const again = await World.restore(platform, await importSnapshot(platform, JSON.parse(text)));
  expect(again.links.byCode(me.root.code)?.id).toBe(me.root.id);
  expect(again.tree.node(kept.id)?.parent?.code).toBe(me.root.code);
});
