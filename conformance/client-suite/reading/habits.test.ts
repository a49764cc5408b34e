import { expect, test } from 'vitest';
import type { Change, PartChange } from '../testing/observations.js';
import { witnessesOf } from '../testing/observations.js';
import { fixedBoundary, habitsText, learnt, UNKNOWN } from './habits.js';

const MIB = 1 << 20;

/** What is learnt from uploads that went like this. */
const learntFrom = (...changes: readonly Change[]) =>
  changes.reduce((habits, change) => learnt(habits, witnessesOf(change)), UNKNOWN);

const start = (size: number) => ({
  uploadStartFile: { arguments: { dirId: '-1', name: 'a.bin', fullSize: String(size) } },
});

/** Parts of a size, but for the last one. */
function inParts(size: number, partSize: number, more: PartChange = {}): Change {
  const parts = Array.from({ length: Math.ceil(size / partSize) }, (_, i) => ({
    firstByte: String(i * partSize),
    received: String(Math.min(partSize, size - i * partSize)),
    ...more,
  }));
  return { steps: start(size), parts };
}

const withBoundary = (boundary: string): PartChange => ({
  headers: [{ name: 'Content-Type', value: `multipart/form-data; boundary="${boundary}"` }],
});

test('the size of parts is that of all but the last one', () => {
  const habits = learntFrom(inParts(MIB - 1, MIB), inParts(3 * MIB + 5, MIB));
  expect(habits).toMatchObject({ partSize: MIB, largestWhole: MIB - 1, parallel: 1 });
  expect(habitsText(habits)).toBe(
    'sends parts of 1 MiB, one after the other; gives up when a part is refused',
  );
});

test('a client that sends files whole has no size of parts', () => {
  const habits = learntFrom(inParts(1000, MIB), inParts(2 * MIB, 2 * MIB), inParts(7, MIB));
  expect(habits).toMatchObject({ partSize: undefined, largestWhole: 2 * MIB });
  expect(habitsText(habits)).toMatch(/^sends files of up to 2 MiB in one part/);
});

test('parts are side by side when one began before another one was over', () => {
  const time = new Date(1_700_000_000_000).toISOString();
  expect(learntFrom(inParts(4 * MIB, MIB, { time, ms: 50 })).parallel).toBe(4);
});

test('parts of which one began as the one before it ended came one after the other', () => {
  const { steps, parts = [] } = inParts(4 * MIB, MIB);
  const times = parts.map((_, i) => ({ time: new Date(1_700_000_000_000 + i * 18).toISOString(), ms: 20 }));
  const change = { steps, parts: parts.map((part, i) => ({ ...part, ...times[i] })) };
  expect(learntFrom(change as Change).parallel).toBe(1);
});

test('a part that is refused again and again shows how often it is tried', () => {
  const refused = { firstByte: '0', received: '0', outcome: 'error' as const, rules: ['r'] };
  const disturbed: Change = { testCase: { rules: [{}] }, parts: [refused, refused, refused] };
  const habits = learntFrom(inParts(1000, MIB), disturbed);
  expect(habits).toMatchObject({ tries: 3, partSize: undefined });
  expect(habitsText(habits)).toMatch(/tries a part that is refused 3 times/);
});

test('a boundary is fixed when all forms have the same', () => {
  const [one, other] = [inParts(9, MIB, withBoundary('b1')), inParts(9, MIB, withBoundary('b2'))];
  expect(fixedBoundary(learntFrom(one, one))).toBe('b1');
  expect(habitsText(learntFrom(one, one))).toMatch(/always has the boundary "b1"/);
  for (const changes of [[one], [one, other], [one, one, other, one], []])
    expect(fixedBoundary(learntFrom(...changes))).toBeUndefined();
});
