import { expect, test } from 'vitest';
import { terminalReport } from '../client-suite/report.js';
import { basisOf, casesOf } from './basis.js';
import { PLAIN } from './paper.js';
import { CONFORMING, result, sampleReport } from './testing/sample-report.js';

const lines = (report: Parameters<typeof basisOf>[0]): string[] =>
  basisOf(report).map(({ name, text }) => `${name}: ${text}`);

test('a verdict without gaps rests on what is kept, and on the cases', () => {
  expect(lines(CONFORMING)).toEqual(['Kept: 11 of 11 requirements', 'Cases: 110']);
});

test('what was not exercised is named with the reason', () => {
  const requirements = [
    result('UP-01'),
    result('UP-02', { status: 'not-exercised', exercised: 0, runs: 10 }),
    result('UP-03', { status: 'not-exercised', exercised: 0, runs: 0 }),
    result('UP-04', { status: 'not-exercised', exercised: 0, runs: 0 }),
    result('UP-05', { status: 'not-claimed', exercised: 0, runs: 0 }),
    result('UP-06', { status: 'skipped', exercised: 0, runs: 0 }),
  ];
  expect(
    lines(sampleReport({ requirements, corners: { met: 7, of: 9 }, profile: 'sends one part', cases: 30 })),
  ).toEqual([
    'Kept: 1 of 6 requirements',
    'Cases: 30',
    'Corner values: 7 of 9 met',
    'Behaviour: sends one part',
    'Not claimed: list, createFolder, download, delete, space (UP-05)',
    'Not exercised: UP-02 (no case showed it); UP-03, UP-04 (no case was run for it)',
    'Left out: UP-06',
  ]);
});

test('where no case was run, no list of ids says so', () => {
  const requirements = ['UP-01', 'UP-02'].map((id) =>
    result(id, { status: 'not-exercised', exercised: 0, runs: 0, title: 'About it.' }),
  );
  const report = sampleReport({ ...CONFORMING, requirements, verdict: 'undecided' });
  expect(lines(report)).toContain('Not exercised: all, as no case was run');
  expect(terminalReport(report, PLAIN)).not.toContain('About it.');
});

test('of a server, no operations are missing; without a count of cases, the requirements show how many there were at least', () => {
  const report = sampleReport({
    subject: { kind: 'server', name: 'x' },
    cases: undefined,
    requirements: [result('UP-01', { runs: 13 }), result('UP-02', { runs: 7, status: 'not-claimed' })],
  });
  expect(lines(report)).toContain('Not claimed: UP-02');
  expect(casesOf(report)).toBe(20);
  expect(casesOf({ ...report, cases: 30 })).toBe(30);
  expect(casesOf({ ...report, requirements: [] })).toBe(0);
});
