import fc from 'fast-check';
import { expect, test } from 'vitest';
import { terminalReport } from '../client-suite/report.js';
import { FORMATS } from '../client-suite/report-formats.js';
import { verdictOf } from '../engine/verdict.js';
import { badgeJson } from './badge.js';
import { PLAIN } from './paper.js';
import { countedAs } from './status.js';
import { anyReport } from './testing/report-arbitrary.js';
import { parsePage, textsOf } from './testing/web-page.js';
import { all, parseXml } from './testing/xml.js';

const DECIDE = /(\d+) of \d+ decides? the verdict/;

/** The number that a text names; 0 when it has no findings to speak of. */
const named = (text: string): number => Number(DECIDE.exec(text)?.[1] ?? 0);

test('all reports have the same number of failing requirements, and the verdict follows from it', () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      const plain = any.requirements.map((result) => ({ ...result, title: 'Title' }));
      const report = {
        ...any,
        requirements: plain,
        profile: '',
        troubles: [],
        verdict: verdictOf(plain, [], any.level),
      };
      const failing = countedAs(report, 'failed').length;
      const terminal = terminalReport(report, PLAIN).split('\n');
      expect(named(terminal[0] ?? '')).toBe(failing);
      expect(named(terminal.at(-3) ?? '')).toBe(failing);
      expect(named(FORMATS.markdown(report).split('\n')[2] ?? '')).toBe(failing);
      expect(named(FORMATS.tap(report).split('\n')[2] ?? '')).toBe(failing);
      const junit = parseXml(FORMATS.junit(report));
      expect(Number(junit.attributes['failures'])).toBe(failing);
      expect(all(junit).filter(({ name }) => name === 'failure')).toHaveLength(failing);
      const [box] = all(parsePage(FORMATS.html(report))).filter(({ attributes }) =>
        attributes['class']?.startsWith('verdict'),
      );
      expect(named(box ? textsOf(box).join(' ') : '')).toBe(failing);
      const { message } = JSON.parse(badgeJson(report));
      expect(report.verdict === 'not-conforming').toBe(failing > 0);
      expect(message === `${failing} failing`).toBe(failing > 0);
    }),
  );
});
