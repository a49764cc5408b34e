import { expect, test } from 'vitest';
import type { RequirementResult } from '../../../conformance/client-suite/report.js';
import type { Status } from '../../../conformance/reports/report.js';
import { Progress } from './conformance-progress.js';

const done = (id: string, status: Status, rest: Partial<RequirementResult> = {}): RequirementResult => ({
  id,
  status,
  title: `About ${id}.`,
  level: 'must',
  evidence: { source: 'howto', about: 'it' },
  runs: 5,
  exercised: 5,
  broken: 0,
  ms: 1,
  ...rest,
});

test('in a log, each requirement that was run has a line', () => {
  const written: string[] = [];
  const progress = new Progress({
    write: (text) => written.push(text),
    redraws: false,
    columns: 80,
    now: () => 0,
    level: 'must',
  });
  progress.planned(10, 5);
  progress.judged({ id: 'UP-01' });
  progress.done(done('UP-01', 'kept'));
  progress.done(done('UP-02', 'skipped'));
  progress.done(done('UP-03', 'broken'));
  progress.done(done('UP-04', 'broken', { causes: ['UP-03', 'UP-05'] }));
  progress.done(done('UP-36', 'broken', { level: 'should' }));
  progress.clear();
  expect(written).toEqual([
    ' 1/10  UP-01  kept  About UP-01.\n',
    ' 2/10  UP-03  broken  About UP-03.\n',
    ' 3/10  UP-04  broken, as UP-03 and UP-05 are  About UP-04.\n',
    ' 4/10  UP-36  broken (should)  About UP-36.\n',
  ]);
});

test('on a terminal, one line is drawn anew, with the time that is left, and taken away in the end', () => {
  const written: string[] = [];
  let now = 0;
  const progress = new Progress({
    write: (text) => written.push(text),
    redraws: true,
    columns: 60,
    now: () => now,
    level: 'must',
  });
  progress.planned(4, 5);
  for (now = 1000; now <= 5000; now += 1000) progress.judged({ id: 'UP-01' });
  now = 5010;
  progress.judged({ id: 'UP-01' });
  progress.done(done('UP-01', 'broken'));
  progress.done(done('UP-07', 'broken', { causes: ['UP-01'] }));
  progress.done(done('UP-36', 'broken', { level: 'should' }));
  now = 6000;
  progress.judged({ id: 'UP-02' });
  progress.clear();
  expect(written.map((text) => text.replace('\r\u001b[K', '<'))).toEqual([
    '<[#.......................] 0/4  19 s left  UP-01',
    '<[##......................] 0/4  18 s left  UP-01',
    '<[####....................] 0/4  17 s left  UP-01',
    '<[#####...................] 0/4  16 s left  UP-01',
    '<[######..................] 0/4  15 s left  UP-01',
    '<[###################.....] 3/4  1 failing  2 s left  UP-02',
    '<',
  ]);
});
