import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { FileNode } from '../nodes.js';
import { HELLO, hello, scene } from '../testing/upload-scene.js';

/** A file that was uploaded, so that its bytes are really kept. */
async function uploaded() {
  const begun = scene({ digest: md5, contents: new MemoryContentStore() });
  const { id } = begun.start(5);
  await begun.send(id, 0, hello);
  expect(await begun.finish(id)).toBe('');
  return { ...begun, file: begun.world.tree.file(begun.me, id) };
}

async function textOf(file: FileNode): Promise<string> {
  const pieces = [];
  for await (const piece of file.content.read(0n, file.size)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

test.each(['original', 'copy'] as const)(
  'the last one left holds the bytes when the %s goes first',
  async (first) => {
    const { world, me, file, contents } = await uploaded();
    const copy = world.paste.copy(file, me.root);
    const again = world.paste.copy(copy, me.root);
    expect(contents.live.size).toBe(1);
    const [goes, stays] = first === 'original' ? [file, copy] : [copy, file];
    await world.bin.purge(goes);
    await world.bin.purge(again);
    if (stays.kind !== 'file') throw new Error('it is a file');
    expect(await textOf(stays)).toBe('hello');
    await world.bin.purge(stays);
    expect(contents.live.size).toBe(0);
    expect(me.space.stored).toBe(3n);
  },
);

test('an update of a copy leaves the original alone, and both sets of bytes go with their last holder', async () => {
  const { world, me, file, contents, send, finish } = await uploaded();
  const copy = world.paste.copy(file, me.root);
  await world.uploads.startUpdate(me, copy.id, '', 5n);
  await send(copy.id, 0, new TextEncoder().encode('other'));
  expect(await finish(copy.id, '795f3202b17cb6bc3d4b771d8c6c9eaf')).toBe('');
  expect(file).toMatchObject({ md5: HELLO, version: 1 });
  await world.bin.purge(file);
  expect(contents.live.size).toBe(2);
  await world.bin.purge(copy);
  expect(contents.live.size).toBe(0);
});
