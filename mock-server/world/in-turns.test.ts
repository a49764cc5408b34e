import { expect, test } from 'vitest';
import { md5 } from '../storage/digest.js';
import { MemoryContentStore } from '../storage/memory.js';
import type { FolderRecord } from './records.js';
import { below } from './tree/walk.js';
import { World } from './world.js';

// Changes that take many turns of the event loop: what others see and do meanwhile.

const MANY = 20_000;

function testbed() {
  const contents = new MemoryContentStore();
  const files = Array.from({ length: MANY }, (_, index) => ({ name: `f${index}`, text: '12345' }));
  const world = new World(
    { now: () => 1234, digest: md5, contents },
    {
      accounts: [
        {
          login: 'a',
          password: 'p',
          folders: [
            { name: 'big', id: 500n, folders: [{ name: 'inner', id: 501n, files }] },
            { name: 'target', id: 600n },
          ],
        },
      ],
    },
  );
  const me = world.accounts.authenticate('a', 'p');
  return { world, me, folder: (id: bigint): FolderRecord => world.tree.folder(me, id) };
}

/** Looks after every turn until the work has ended. @returns how often */
async function during(work: unknown, look: () => void): Promise<number> {
  let turns = 0;
  for (let ended = false; !ended; turns += 1) {
    look();
    const turn = new Promise<false>((resolve) => setTimeout(resolve, 0, false));
    ended = await Promise.race([Promise.resolve(work).then(() => true), turn]);
  }
  return turns;
}

test('of a folder that is purged nothing is found from the first moment on', async () => {
  const { world, me, folder } = testbed();
  const inside = below(folder(500n)).map(({ id }) => id);
  const history = world.tree.history.of(me.root, 0n, true).length;
  const purged = world.bin.purge(folder(500n));
  const saved = world.save();
  const turns = await during(purged, () => {
    expect(inside.filter((id) => world.tree.node(id))).toEqual([]);
    expect(world.tree.node(500n)).toBeUndefined();
    expect(me.root.children.size).toBe(1);
    expect([me.space.stored, me.root.size]).toEqual([0n, 0n]);
    expect(world.tree.history.of(me.root, 0n, true)).toHaveLength(history + 1);
  });
  expect(turns).toBeGreaterThan(2);
  // A snapshot waits until all of it is gone.
  expect((await saved).state.tree.files).toEqual([]);
  expect(world.tree.history.of(me.root, 0n, true)).toHaveLength(history + 1);
});

test('copies come into sight together, and their room is held until then', async () => {
  const { world, me, folder } = testbed();
  const bytes = BigInt(5 * MANY);
  const history = world.tree.history.of(me.root, 0n, true).length;
  const nextId = world.tree.ids.save().next;
  const pasted = world.paste.paste({ target: folder(600n), nodes: [folder(500n)], move: false });
  expect(pasted).toBeInstanceOf(Promise);
  const saved = world.save();
  let [isThere, held] = [false, false];
  const turns = await during(pasted, () => {
    isThere = folder(600n).children.size > 0;
    if (isThere) return;
    expect(world.tree.node(nextId)).toBeUndefined();
    expect(world.tree.node(nextId + 10n)).toBeUndefined();
    // Nothing before it is known how much there is to copy.
    expect([0n, bytes]).toContain(me.space.reserved);
    held ||= me.space.reserved > 0n;
    expect([me.space.stored, folder(600n).size]).toEqual([bytes, 0n]);
    expect(world.tree.history.of(me.root, 0n, true)).toHaveLength(history);
  });
  expect(turns).toBeGreaterThan(2);
  expect(held).toBe(true);
  expect(await pasted).toBe('');
  expect(below(folder(600n))).toHaveLength(MANY + 2);
  expect([me.space.stored, me.space.reserved, folder(600n).size]).toEqual([2n * bytes, 0n, bytes]);
  expect(world.tree.history.of(me.root, 0n, true)).toHaveLength(history + MANY + 2);
  expect((await saved).state.tree.files).toHaveLength(2 * MANY);
});

test.each([
  ['into the recycle bin', (world: World, folder: FolderRecord) => world.bin.remove(folder)],
  ['for good', (world: World, folder: FolderRecord) => world.bin.purge(folder)],
] as const)('when the folder to copy into goes %s meanwhile, no copy remains', async (_, end) => {
  const { world, me, folder } = testbed();
  const target = folder(600n);
  const nodes = [...world.tree].length;
  const pasted = world.paste.paste({ target, nodes: [folder(500n)], move: false });
  await new Promise((resolve) => setTimeout(resolve, 0));
  await end(world, target);
  expect(await pasted).toBe('The folder to paste into is in the recycle bin.');
  await world.tree.outOfSight.settled;
  expect([...world.tree].filter(({ kind }) => kind === 'file')).toHaveLength(MANY);
  expect([...world.tree].length).toBeLessThanOrEqual(nodes);
  expect([me.space.stored, me.space.reserved]).toEqual([BigInt(5 * MANY), 0n]);
});

test('what is purged while it is copied is not copied, and its bytes are not used', async () => {
  const { world, folder } = testbed();
  const pasted = world.paste.paste({ target: folder(600n), nodes: [folder(500n)], move: false });
  await new Promise((resolve) => setTimeout(resolve, 0));
  await world.bin.purge(folder(500n));
  expect(await pasted).toBe('');
  const copied = below(folder(600n));
  expect(copied.length).toBeLessThan(MANY + 2);
  expect(copied.every((node) => world.tree.node(node.id) === node)).toBe(true);
});

test('of files that are moved one after the other, those that are deleted meanwhile stay away', async () => {
  const { world, me, folder } = testbed();
  const files = folder(501n).children.all();
  const last = files.at(-1);
  if (!last) throw new Error('There are files');
  const pasted = world.paste.paste({ target: folder(600n), nodes: files, move: true });
  expect(pasted).toBeInstanceOf(Promise);
  await world.bin.remove(last);
  expect(await pasted).toBe('');
  expect([folder(600n).children.size, folder(501n).children.size, me.bin.size]).toEqual([MANY - 1, 0, 1]);
});
