import type { Observation } from '../requirement.js';
import { type Journal, type Part, partsIn } from './journal.js';
import { reservationsIn } from './recipe.js';
import { takenParts } from './tiling.js';

/** How a client works, as far as plain uploads show it. */
export interface Habits {
  /** Bytes of the parts that it sends, but for the last one; undefined when each file that was seen went in one part. */
  readonly partSize: number | undefined;
  /** Bytes of the largest file that was seen to go in one part. */
  readonly largestWhole: number;
  /** The most parts of a file that were under way at a time. */
  readonly parallel: number;
  /** How often it sends a part that is refused again and again. */
  readonly tries: number;
  /** How many forms it posted, and what separated their fields: two at most are kept. */
  readonly forms: number;
  readonly boundaries: readonly string[];
}

/** The habits of a client of which nothing was seen yet. */
export const UNKNOWN: Habits = {
  partSize: undefined,
  largestWhole: 0,
  parallel: 1,
  tries: 1,
  forms: 0,
  boundaries: [],
};

/** The text that separates the fields of all forms, if it is the same in each. */
export const fixedBoundary = ({ forms, boundaries }: Habits): string | undefined =>
  forms > 1 && boundaries.length === 1 ? boundaries[0] : undefined;

/** What one more case shows. Cases that are disturbed show how often a client tries, plain ones all the rest. */
export function learnt(habits: Habits, { case: testCase, journal }: Observation): Habits {
  if (testCase.atOnce) return habits;
  const parts = partsIn(journal);
  const boundaries = [...new Set([...habits.boundaries, ...parts.flatMap((part) => boundaryOf(part) ?? [])])];
  const known = { ...habits, forms: habits.forms + parts.length, boundaries: boundaries.slice(0, 2) };
  return testCase.rules.length === 0 ? learntOfParts(known, journal) : learntOfTries(known, journal);
}

function learntOfParts(habits: Habits, journal: Journal): Habits {
  let { partSize, largestWhole, parallel } = habits;
  for (const { parts, size } of reservationsIn(journal)) {
    const taken = takenParts(parts).toSorted((a, b) =>
      Number(BigInt(a.firstByte ?? 0) - BigInt(b.firstByte ?? 0)),
    );
    if (taken.length === 1) largestWhole = Math.max(largestWhole, Number(size));
    if (taken.length > 1) partSize = Math.max(partSize ?? 0, Number(taken[0]?.received));
    parallel = Math.max(parallel, mostAtOnce(taken));
  }
  return { ...habits, partSize, largestWhole, parallel };
}

function learntOfTries(habits: Habits, journal: Journal): Habits {
  const byPlace = new Map<string, number>();
  for (const { fileId, firstByte, rules, outcome } of partsIn(journal)) {
    if (rules.length === 0 || outcome === 'ok' || firstByte === undefined) continue;
    const place = `${fileId} ${firstByte}`;
    byPlace.set(place, (byPlace.get(place) ?? 0) + 1);
  }
  return { ...habits, tries: Math.max(habits.tries, ...byPlace.values()) };
}

/** When one part ends and the next one begins, a server that is busy may take that for the same time: so only the first half counts. */
function mostAtOnce(parts: readonly Part[]): number {
  const spans = parts.map(({ time, ms }) => ({ from: Date.parse(time), to: Date.parse(time) + ms / 2 }));
  return Math.max(
    0,
    ...spans.map(({ from }) => spans.filter((other) => other.from <= from && from < other.to).length),
  );
}

function boundaryOf({ headers }: Part): string | undefined {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return /boundary="?([^";]+)/i.exec(type)?.[1];
}

/** Such as: sends parts of 1 MiB, one after the other; tries a part that is refused 3 times. */
export function habitsText(habits: Habits): string {
  const { partSize, largestWhole, parallel, tries } = habits;
  const parts =
    partSize === undefined
      ? `sends files of up to ${sizeText(largestWhole)} in one part`
      : `sends parts of ${sizeText(partSize)}, ${parallel > 1 ? `up to ${parallel} at a time` : 'one after the other'}`;
  const again = tries > 1 ? `tries a part that is refused ${tries} times` : 'gives up when a part is refused';
  const boundary = fixedBoundary(habits);
  const fixed = boundary === undefined ? [] : [`always has the boundary ${JSON.stringify(boundary)}`];
  return [parts, again, ...fixed].join('; ');
}

function sizeText(bytes: number): string {
  for (const [unit, size] of [
    ['MiB', 1 << 20],
    ['KiB', 1 << 10],
  ] as const)
    if (bytes >= size && bytes % size === 0) return `${bytes / size} ${unit}`;
  return `${bytes} bytes`;
}
