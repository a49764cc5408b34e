import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchStrayErrors, withStrayErrors } from './stray-errors.js';

let stop: () => void;
beforeEach(() => {
  stop = watchStrayErrors();
});
afterEach(() => stop());

test('a rejection is reported to the work that made the promise, although other work rejects it', async () => {
  const reported: string[] = [];
  const reportTo = (name: string) => (how: string) => reported.push(`${name}: ${how.split('\n')[0]}`);
  let reject: (reason: Error) => void = () => {};
  await withStrayErrors(reportTo('first'), async () => {
    new Promise((_resolve, rejectIt) => {
      reject = rejectIt;
    });
  });
  await withStrayErrors(reportTo('second'), async () => {
    reject(new Error('late'));
    Promise.reject(new Error('own'));
    await delay(1);
  });
  expect(reported.sort()).toEqual([
    'first: A rejection was not handled: Error: late',
    'second: A rejection was not handled: Error: own',
  ]);
});
