import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../client-suite/report.js';
import { readReport } from '../client-suite/report.js';
import { compareReports } from './diff.js';
import { jsonReport } from './formats.js';
import { diffJson, diffMarkdown, diffTerminal } from './html/diff-text.js';
import { PLAIN } from './paper.js';
import type { ReportVerdict, Status } from './report.js';
import { anyReport, reportsOfOneKind } from './testing/report-arbitrary.js';
import { LOST_PART, result, sampleReport } from './testing/sample-report.js';

const one = (status: Status | null, verdict: ReportVerdict = 'not-conforming') =>
  sampleReport({
    verdict,
    requirements:
      status === null
        ? []
        : [result('UP-01', { status, ...(status === 'broken' && { counterexample: LOST_PART }) })],
  });

test.each<[Status | null, Status | null, string, boolean]>([
  ['kept', 'broken', 'newly-broken', true],
  ['not-claimed', 'broken', 'newly-broken', true],
  [null, 'broken', 'newly-broken', true],
  ['kept', 'known-failure', 'newly-broken', true],
  ['known-failure', 'broken', 'changed', false],
  ['broken', 'broken', 'same', false],
  ['broken', 'kept', 'newly-kept', false],
  ['known-failure', 'unexpectedly-kept', 'newly-kept', false],
  ['kept', 'error', 'changed', false],
  ['kept', null, 'changed', false],
])('from %s to %s is %s', (before, after, change, worse) => {
  const diff = compareReports(one(before), one(after));
  expect(diff.changes.map((found) => found.change)).toEqual([change]);
  expect(diff.worse).toBe(worse);
});

test('no longer conforming is worse, with any results of the requirements', () => {
  expect(compareReports(one('known-failure', 'conforming'), one('broken')).worse).toBe(true);
  expect(compareReports(one('kept', 'conforming'), one('error', 'undecided')).worse).toBe(true);
  expect(compareReports(one('kept', 'undecided'), one('kept', 'conforming')).worse).toBe(false);
});

test('any report is the same as itself, read again', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const diff = compareReports(report, readReport(jsonReport(report), 'r.json'));
      expect(diff.worse).toBe(false);
      expect(diff.changes.every(({ change }) => change === 'same')).toBe(true);
      expect(diff.changes).toHaveLength(report.requirements.length);
    }),
  );
});

describe('a difference', () => {
  const diff = compareReports(one('kept', 'conforming'), one('broken'));

  test('in a log', () => {
    expect(diffTerminal(diff, PLAIN)).toBe(`before: acme-upload 2.1.3, conforming, 2026-11-25T12:00:00.000Z
after:  acme-upload 2.1.3, not conforming, 2026-11-25T12:00:00.000Z

Newly broken (1)
  UP-01 Checks the free space before anything is sent. (must): kept -> broken
      ${LOST_PART.did}
      npx 4shared-testkit conformance --replay ${LOST_PART.token} -- php bin/adapter.php --verbose

0 requirements the same.
Worse: 1 requirement newly broken
`);
  });

  test('in Markdown', () => {
    expect(diffMarkdown(diff)).toContain('## Worse: 1 requirement newly broken\n');
    expect(diffMarkdown(diff)).toContain(
      '| Newly broken | **UP\\-01** Checks the free space before anything is sent\\. | must | kept -> broken |\n',
    );
  });

  test('in JSON', () => {
    expect(JSON.parse(diffJson(diff))).toMatchObject({
      worse: true,
      before: { verdict: 'conforming' },
      after: { verdict: 'not-conforming' },
      changes: [
        { id: 'UP-01', change: 'newly-broken', before: 'kept', after: 'broken', token: LOST_PART.token },
      ],
    });
  });

  test('of any two reports keeps their texts harmless', () => {
    fc.assert(
      fc.property(reportsOfOneKind({ minLength: 2, maxLength: 2 }), ([before, after]) => {
        const any = compareReports(before as Report, after as Report);
        expect(diffTerminal(any, PLAIN)).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(diffMarkdown(any).replaceAll('->', '')).not.toMatch(/[<]|[@#](?![\u2060# ])/);
      }),
    );
  });
});
