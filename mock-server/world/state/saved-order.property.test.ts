import fc from 'fast-check';
import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { UNSHARED } from '../sharing/sharing-properties.js';
import { isIn } from '../tree/walk.js';
import { World } from '../world.js';

const LOGINS = ['a@x.test', 'b@x.test'];

/** The roots of both accounts are among them. */
const FOLDERS = [1n, 10n, 11n, 12n, 2n, 20n, 21n, 22n];

const someFolder = fc.constantFrom(...FOLDERS);

/** What is kept of folders in a list for the whole world, and what makes them lie behind others. */
const step = fc.oneof(
  fc.record({
    does: fc.constantFrom('mark', 'block', 'share', 'purge'),
    id: someFolder,
    to: fc.constant(1n),
  }),
  fc.record({ does: fc.constantFrom('move'), id: someFolder, to: someFolder }),
);

const steps = fc.array(step, { maxLength: 15, size: 'max' });

const platform = { now: () => 5, digest: md5, contents: new MemoryContentStore() };

/** Folders 10 to 12 are of one account, 20 to 22 of the other. */
const begun = (): World =>
  new World(platform, {
    firstId: 1n,
    accounts: LOGINS.map((login, index) => ({
      login,
      password: 'p',
      folders: [10n, 11n, 12n].map((id) => ({ name: `f${id}`, id: id + 10n * BigInt(index) })),
    })),
  });

async function take(world: World, { does, id, to }: { does: string; id: bigint; to: bigint }): Promise<void> {
  const [folder, place] = [world.tree.node(id), world.tree.node(to)];
  if (folder?.kind !== 'folder' || place?.kind !== 'folder') return;
  const { owner, parent } = folder;
  if (does === 'mark') world.synchronisation.report(owner, folder, 'marked');
  if (does === 'block') world.abuse.block(folder);
  if (does === 'share') world.sharing.set(folder, { ...UNSHARED, shared: true });
  if (does === 'purge' && parent) await world.tree.purge(folder, () => {});
  if (does === 'move' && parent && owner === place.owner && !isIn(place, folder))
    world.tree.move(folder, place);
}

test('a world is saved in the same order as one that was made of its state', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, async (first, then) => {
      const world = begun();
      for (const one of first) await take(world, one);
      const snapshot = await world.save();
      const again = await World.restore(platform, snapshot);
      expect((await again.save()).state).toEqual(snapshot.state);
      for (const one of then) await Promise.all([world, again].map((each) => take(each, one)));
      expect((await again.save()).state).toEqual((await world.save()).state);
    }),
    { numRuns: 60 },
  );
});
