import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../mock-server/index.js';
import { REQUIREMENTS } from '../requirements/index.js';
import { sentByUpdate } from '../testing/changes.js';
import { witnessesOf } from '../testing/observations.js';
import { reservationsIn } from './recipe.js';

/** One journal after the other. */
const inTurn = (...journals: readonly (readonly JournalEntry[])[]): JournalEntry[] =>
  journals
    .flat()
    .map((entry, i) => ({ ...entry, seq: i + 1, time: new Date(1_700_000_000_000 + i).toISOString() }));

test('an id that is reserved anew, as its file is replaced, is another upload', () => {
  const journal = inTurn(
    witnessesOf().journal,
    witnessesOf(sentByUpdate).journal,
    witnessesOf(sentByUpdate).journal,
  );
  expect(
    reservationsIn(journal).map(({ id, parts, finishes }) => [id, parts.length, finishes.length]),
  ).toEqual([
    [7n, 1, 1],
    [7n, 1, 1],
    [7n, 1, 1],
  ]);
  const broken = REQUIREMENTS.filter(({ judgeJournal }) => judgeJournal?.(journal).is === 'broken');
  expect(broken.map(({ id }) => id)).toEqual([]);
});
