import { describe, expect, test } from 'vitest';
import { REQUIREMENTS } from './requirements/index.js';
import type { Judgement } from './testing/changes.js';
import { JUDGEMENTS } from './testing/judgements.js';
import { type Change, witnessesOf } from './testing/observations.js';

test('every requirement has a different id, and no id is missing', () => {
  const numbers = (prefix: string): number[] =>
    REQUIREMENTS.filter(({ id }) => id.startsWith(prefix)).map(({ id }) => Number(id.slice(3)));
  for (const prefix of ['UP-', 'OP-']) {
    const found = numbers(prefix);
    expect(found).toEqual(found.map((_, i) => i + 1));
  }
  expect(Object.keys(JUDGEMENTS).sort()).toEqual(REQUIREMENTS.map(({ id }) => id).sort());
});

describe.each(REQUIREMENTS)('$id', ({ id, judge }) => {
  const { kept, broken, notExercised } = JUDGEMENTS[id] as Judgement;
  const table = (changes: readonly Change[]) =>
    changes.map((change) => ({ change, shown: JSON.stringify(change) }));

  test.each(table(kept))('is kept with $shown', ({ change }) => {
    expect(judge(witnessesOf(change))).toEqual({ is: 'kept' });
  });

  test.each(table(broken))('is broken with $shown', ({ change }) => {
    const observation = witnessesOf(change);
    const verdict = judge(observation);
    if (verdict.is !== 'broken') throw new Error(`is ${verdict.is}`);
    expect(verdict.did).toMatch(/^[A-Za-z].{10,}\.$/s);
    expect(verdict.should).toMatch(/^[A-Z].{10,}\.$/s);
    const seqs = observation.journal.map(({ seq }) => seq);
    expect(seqs).toEqual(expect.arrayContaining([...verdict.seqs]));
  });

  test.each(table(notExercised))('is not exercised with $shown', ({ change }) => {
    expect(judge(witnessesOf(change))).toEqual({ is: 'not-exercised' });
  });
});

test('a healthy upload breaks no requirement that judges its journal', () => {
  const { journal } = witnessesOf();
  for (const { id, judgeJournal } of REQUIREMENTS)
    expect(judgeJournal?.(journal).is ?? 'kept', id).not.toBe('broken');
  for (const { id, judgeJournal } of REQUIREMENTS)
    expect(judgeJournal?.([]) ?? { is: 'not-exercised' }, id).toEqual({ is: 'not-exercised' });
});

test.each(['UP-22', 'UP-23', 'UP-26', 'UP-27'])('what uploads side by side mix up is not for %s', (id) => {
  const appliesTo = REQUIREMENTS.find((each) => each.id === id)?.appliesTo;
  expect(appliesTo?.(witnessesOf())).toBe(true);
  expect(appliesTo?.(witnessesOf({ testCase: { atOnce: true } }))).toBe(false);
});
