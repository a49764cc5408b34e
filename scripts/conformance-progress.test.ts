import { expect, test } from 'vitest';
import { Progress } from './conformance-progress.js';

const done = (id: string, status: string) => ({ id, status, title: `About ${id}.` });

test('in a log, each requirement that was run has a line', () => {
  const written: string[] = [];
  const progress = new Progress({
    write: (text) => written.push(text),
    redraws: false,
    columns: 80,
    now: () => 0,
  });
  progress.planned(10, 5);
  progress.judged({ id: 'UP-01' });
  progress.done(done('UP-01', 'kept'));
  progress.done(done('UP-02', 'skipped'));
  progress.done(done('UP-03', 'broken'));
  progress.clear();
  expect(written).toEqual([' 1/10  UP-01  kept  About UP-01.\n', ' 2/10  UP-03  broken  About UP-03.\n']);
});

test('on a terminal, one line is drawn anew, with the time that is left, and taken away in the end', () => {
  const written: string[] = [];
  let now = 0;
  const progress = new Progress({
    write: (text) => written.push(text),
    redraws: true,
    columns: 60,
    now: () => now,
  });
  progress.planned(2, 5);
  for (now = 1000; now <= 5000; now += 1000) progress.judged({ id: 'UP-01' });
  now = 5010;
  progress.judged({ id: 'UP-01' });
  progress.done(done('UP-01', 'broken'));
  now = 6000;
  progress.judged({ id: 'UP-02' });
  progress.clear();
  expect(written.map((text) => text.replace('\r\u001b[K', '<'))).toEqual([
    '<[##......................] 0/2  9 s left  UP-01',
    '<[#####...................] 0/2  8 s left  UP-01',
    '<[#######.................] 0/2  7 s left  UP-01',
    '<[##########..............] 0/2  6 s left  UP-01',
    '<[############............] 0/2  5 s left  UP-01',
    '<[##############..........] 1/2  1 broken  4 s left  UP-02',
    '<',
  ]);
});
