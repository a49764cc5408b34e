import fc from 'fast-check';
import { expect, test } from 'vitest';
import { badgeJson, badgeSvg } from './badge.js';
import { anyReport } from './testing/report-arbitrary.js';
import { CONFORMING, sampleReport } from './testing/sample-report.js';
import { anyText } from './testing/value-arbitrary.js';
import { all, parseXml } from './testing/xml.js';

test.each([
  ['a conforming client', CONFORMING, { message: 'conforming, 11 of 11 requirements', color: 'brightgreen' }],
  ['one that is not', sampleReport(), { message: '3 failing', color: 'red', isError: true }],
  ['an undecided run', sampleReport({ verdict: 'undecided' }), { message: 'undecided', color: 'yellow' }],
])('%s', (_, report, expected) => {
  expect(JSON.parse(badgeJson(report))).toEqual({
    schemaVersion: 1,
    label: '4shared conformance',
    ...expected,
  });
  const texts = all(parseXml(badgeSvg(report))).filter(({ name }) => name === 'text');
  expect(texts.map(({ text }) => text)).toEqual(['4shared conformance', expected.message]);
});

test('any label makes a badge', () => {
  fc.assert(
    fc.property(anyReport, anyText, (report, label) => {
      expect(JSON.parse(badgeJson(report, { label })).schemaVersion).toBe(1);
      expect(parseXml(badgeSvg(report, { label })).name).toBe('svg');
    }),
  );
});
