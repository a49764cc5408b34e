import { expect, test } from 'vitest';
import { atTurnsEnd } from './turn.js';

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('the work of all jobs of a turn comes first, then the rest of each; later jobs wait for their own turn', async () => {
  const seen: string[] = [];
  const job = (name: string) => () => {
    seen.push(`work ${name}`);
    return () => {
      seen.push(`rest ${name}`);
      if (name === 'a') atTurnsEnd(job('c'));
    };
  };
  atTurnsEnd(job('a'));
  atTurnsEnd(job('b'));
  atTurnsEnd(() => {
    seen.push('work without rest');
    return undefined;
  });
  expect(seen).toEqual([]);
  await nextTurn();
  expect(seen).toEqual(['work a', 'work b', 'work without rest', 'rest a', 'rest b']);
  await nextTurn();
  expect(seen.slice(5)).toEqual(['work c', 'rest c']);
});
