import { expect, test } from 'vitest';
import { afterJobs, atTurnsEnd } from './turn.js';

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('all jobs of a turn come first, then what is left of each; later jobs wait for their own turn', async () => {
  const seen: string[] = [];
  const job = (name: string) => () => {
    seen.push(`job ${name}`);
    afterJobs(() => {
      seen.push(`rest ${name}`);
      if (name === 'a') atTurnsEnd(job('c'));
    });
  };
  atTurnsEnd(job('a'));
  atTurnsEnd(job('b'));
  atTurnsEnd(() => seen.push('job without rest'));
  expect(seen).toEqual([]);
  await nextTurn();
  expect(seen).toEqual(['job a', 'job b', 'job without rest', 'rest a', 'rest b']);
  await nextTurn();
  expect(seen.slice(5)).toEqual(['job c', 'rest c']);
});

test('without a job under way, the rest is done at once, also within another rest', async () => {
  const seen: string[] = [];
  afterJobs(() => seen.push('alone'));
  expect(seen).toEqual(['alone']);
  atTurnsEnd(() =>
    afterJobs(() => {
      afterJobs(() => seen.push('inner'));
      seen.push('outer');
    }),
  );
  await nextTurn();
  expect(seen.slice(1)).toEqual(['inner', 'outer']);
});
