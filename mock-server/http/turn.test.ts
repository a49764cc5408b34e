import { expect, test } from 'vitest';
import { atTurnsEnd, type Rest } from './turn.js';

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('the work of all jobs of a turn comes first, then the rest of each; later jobs wait for their own turn', async () => {
  const seen: string[] = [];
  const failed = (error: unknown): void => {
    seen.push(String(error));
  };
  const job = (name: string) => () => {
    seen.push(`work ${name}`);
    return () => {
      seen.push(`rest ${name}`);
      if (name === 'a') atTurnsEnd(job('c'), failed);
    };
  };
  atTurnsEnd(job('a'), failed);
  atTurnsEnd(job('b'), failed);
  atTurnsEnd(() => {
    seen.push('work without rest');
    return undefined;
  }, failed);
  expect(seen).toEqual([]);
  await nextTurn();
  expect(seen).toEqual(['work a', 'work b', 'work without rest', 'rest a', 'rest b']);
  await nextTurn();
  expect(seen.slice(5)).toEqual(['work c', 'rest c']);
});

test('a job that throws, in its work or in the rest of it, fails by itself and stops no other', async () => {
  const seen: string[] = [];
  const at = (name: string, work: () => Rest | undefined): void =>
    atTurnsEnd(work, (error) => seen.push(`${name}: ${error instanceof Error ? error.message : error}`));
  const fail = (message: string) => (): never => {
    throw new Error(message);
  };
  at('a', fail('no work'));
  at('b', () => fail('no rest'));
  at('c', () => () => seen.push('c is done'));
  await nextTurn();
  expect(seen).toEqual(['a: no work', 'b: no rest', 'c is done']);
});
