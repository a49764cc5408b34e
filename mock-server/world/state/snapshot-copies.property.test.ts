import fc from 'fast-check';
import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { GatedContents } from '../testing/gated-contents.js';
import { World } from '../world.js';
import type { Snapshot } from './snapshot.js';

const SIZE = 12n;

const aStep = fc.oneof(
  { weight: 4, arbitrary: fc.record({ at: fc.nat(8), text: fc.stringMatching(/^[a-z]{1,4}$/) }) },
  { weight: 2, arbitrary: fc.constant('save' as const) },
  { weight: 1, arbitrary: fc.constant('wait until all is done' as const) },
);

/** The bytes of an upload by their places, each with the letters that it may be. */
type Letters = ReadonlyMap<number, ReadonlySet<string>>;

/** What the one unfinished upload has in a snapshot. */
async function lettersIn({ received: [part] }: Snapshot): Promise<Map<number, string>> {
  const letters = new Map<number, string>();
  for (const [start, end] of part?.received ?? []) {
    let place = Number(start);
    for await (const piece of part?.content.read(start, end) ?? [])
      for (const letter of new TextDecoder().decode(piece)) letters.set(place++, letter);
  }
  return letters;
}

async function expectLetters(saving: Promise<Snapshot>, expected: Letters): Promise<void> {
  const snapshot = await saving;
  const letters = await lettersIn(snapshot);
  await snapshot.drop();
  expect([...letters.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [place, letter] of letters) expect(expected.get(place)).toContain(letter);
}

test('with anything written at once, each snapshot has the bytes of its moment', async () => {
  const property = fc.asyncProperty(
    fc.array(aStep, { maxLength: 20 }),
    fc.scheduler(),
    async (steps, scheduler) => {
      const store = new MemoryContentStore();
      const turn = () => scheduler.schedule(Promise.resolve());
      const contents = new GatedContents(store, turn, turn);
      const world = new World(
        { now: () => 5, digest: md5, contents },
        { accounts: [{ login: 'a', password: 'b' }] },
      );
      const me = world.accounts.authenticate('a', 'b');
      const upload = world.uploads.start(me, -1n, 'n', SIZE);
      if ('refused' in upload) throw new Error(upload.refused);

      const written = new Map<number, string>();
      const underWay = new Set<{ readonly at: number; readonly text: string }>();
      const running: Promise<unknown>[] = [];
      /** Of what is under way it may have the new bytes already, but only where there were others before. */
      const expected = (): Letters => {
        const letters = new Map([...written].map(([place, letter]) => [place, new Set([letter])]));
        for (const { at, text } of underWay)
          for (const [index, letter] of [...text].entries()) letters.get(at + index)?.add(letter);
        return letters;
      };
      const write = async (piece: { readonly at: number; readonly text: string }): Promise<void> => {
        underWay.add(piece);
        await upload.bytes.write(BigInt(piece.at), new TextEncoder().encode(piece.text));
        underWay.delete(piece);
        for (const [index, letter] of [...piece.text].entries()) written.set(piece.at + index, letter);
      };
      for (const step of steps) {
        if (step === 'save') running.push(expectLetters(world.save(), expected()));
        else if (step !== 'wait until all is done') running.push(write(step));
        else await scheduler.waitFor(Promise.all(running));
      }
      await scheduler.waitFor(Promise.all(running));
      await world.discard();
      expect(store.size).toBe(0);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});
