import fc from 'fast-check';
import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { UploadRefusal, WorldError } from '../errors.js';
import type { NodeRecord } from '../records.js';
import { GatedContents } from '../testing/gated-contents.js';
import { below, inBin } from '../tree/walk.js';
import type { WholeWriter } from '../uploads/parts.js';
import { World } from '../world.js';

const QUOTA = 60n;
const EMPTY_DIGEST = '0'.repeat(32);

const pick = fc.nat(20);
const step = fc.oneof(
  fc.record({ do: fc.constant('start'), size: fc.nat(50), pick }),
  fc.record({ do: fc.constant('startUpdate'), size: fc.nat(50), pick }),
  fc.record({ do: fc.constant('part'), size: fc.nat(50), pick }),
  fc.record({
    do: fc.constantFrom('finish', 'finishWrong', 'cancel', 'remove', 'purge', 'restore'),
    size: pick,
    pick,
  }),
  fc.record({ do: fc.constantFrom('empty', 'openWhole', 'finishWhole', 'abandonWhole'), size: pick, pick }),
  fc.record({ do: fc.constant('writeWhole'), size: fc.nat(30), pick }),
);

function begin(binCounts: 'yes' | 'no') {
  const contents = new GatedContents(new MemoryContentStore(), async () => {});
  const world = new World(
    { now: () => 0, digest: md5, contents },
    {
      assume: { 'bin-counts': binCounts },
      accounts: [
        {
          login: 'a',
          password: 'b',
          quota: QUOTA,
          folders: [{ name: 'F', files: [{ name: 'f', size: 4n }] }],
        },
      ],
    },
  );
  const me = world.accounts.authenticate('a', 'b');
  const key = world.sessions.open(me);
  const whole = new Set<WholeWriter>();
  const nodes = () => [...below(me.root), ...[...me.bin].flatMap((node) => [node, ...inside(node)])];
  const inside = (node: NodeRecord) => (node.kind === 'folder' ? [...below(node)] : []);
  const at = <Item>(items: Iterable<Item>, index: number) =>
    [...items].filter((_, i, all) => i === index % all.length)[0];

  async function take({ do: what, size, pick }: { do: string; size: number; pick: number }): Promise<void> {
    const bytes = new Uint8Array(size);
    const node = at(nodes(), pick);
    const upload = at(world.uploads, pick);
    const writer = at(whole, pick);
    if (what === 'start') world.uploads.start(me, -1n, 'n', BigInt(size));
    if (what === 'startUpdate' && node) await world.uploads.startUpdate(me, node.id, '', BigInt(size));
    if (what === 'part' && upload) {
      const part = world.openPart(key, upload.id, BigInt(pick));
      await part.write(bytes).finally(() => part.close());
    }
    if (what === 'finishWrong' && upload) await world.uploads.finish(me, upload.id, EMPTY_DIGEST);
    if (what === 'finish' && upload) {
      const part = world.openPart(key, upload.id, 0n);
      await part.write(new Uint8Array(Number(upload.fullSize)));
      await part.close();
      expect(await world.uploads.finish(me, upload.id, await upload.bytes.md5(upload.fullSize))).toBe('');
    }
    if (what === 'cancel' && upload) await world.uploads.cancel(me, upload.id);
    if (what === 'remove' && node) await world.bin.remove(node);
    if (what === 'purge' && node) await world.bin.purge(node);
    if (what === 'restore' && node?.kind === 'file') world.bin.restore(node);
    if (what === 'empty') await world.bin.empty(me);
    if (what === 'openWhole') whole.add(world.openWhole(key, { name: 'w' }));
    if (what === 'writeWhole') await writer?.write(bytes);
    if (what === 'finishWhole' && writer) await writer.finish().finally(() => whole.delete(writer));
    if (what === 'abandonWhole' && writer) {
      whole.delete(writer);
      await writer.abandon();
    }
  }
  return { world, me, contents, nodes, take, whole };
}

/** A refused step is a step like any other; anything else that is thrown is a mistake. */
function ignoreRefusals(error: unknown): void {
  if (!(error instanceof UploadRefusal) && !(error instanceof WorldError)) throw error;
}

test('after any calls, the ledger agrees with what is there, and the quota holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('yes', 'no'),
      fc.array(step, { maxLength: 60 }),
      async (binCounts, steps) => {
        const { world, me, nodes, take } = begin(binCounts);
        let restoredOver = false;
        for (const one of steps) {
          await take(one).catch(ignoreRefusals);
          const files = nodes().filter((node) => node.kind === 'file');
          const sum = (binned: boolean) =>
            files.filter((file) => inBin(file) === binned).reduce((bytes, { size }) => bytes + size, 0n);
          const announced = [...world.uploads].reduce((bytes, { fullSize }) => bytes + fullSize, 0n);
          expect(me.space).toMatchObject({ stored: sum(false), binned: sum(true) });
          expect(me.space.reserved >= announced).toBe(true);
          const used = me.space.stored + me.space.reserved + (binCounts === 'yes' ? me.space.binned : 0n);
          // Where the bin does not count, bringing files back may exceed the quota.
          restoredOver ||= binCounts === 'no' && one.do === 'restore' && used > QUOTA;
          if (!restoredOver) expect(used <= QUOTA).toBe(true);
          expect(world.accounts.freeSpace(me)).toBe(used > QUOTA ? 0n : QUOTA - used);
        }
      },
    ),
  );
});

test('once everything is ended and purged, nothing is used and no bytes are left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { world, me, nodes, take, contents, whole } = begin('yes');
      for (const one of steps) await take(one).catch(ignoreRefusals);
      for (const writer of whole) await writer.abandon();
      for (const upload of [...world.uploads]) await world.uploads.cancel(me, upload.id);
      for (const node of nodes()) await world.bin.remove(node);
      await world.bin.empty(me);
      expect(nodes()).toEqual([]);
      expect(me.space).toMatchObject({ stored: 0n, binned: 0n, reserved: 0n });
      expect(contents.live.size).toBe(0);
      expect([...world.uploads]).toEqual([]);
    }),
  );
});
