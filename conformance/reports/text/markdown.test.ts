import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMATS } from '../../client-suite/report-formats.js';
import { anyReport } from '../testing/report-arbitrary.js';
import { LOST_PART, result, sampleReport } from '../testing/sample-report.js';
import { anyText } from '../testing/value-arbitrary.js';
import { bytesOf } from './markdown-text.js';

/** The lines that are no code, and the code. @throws Error when a fence is left open */
function read(markdown: string): { readonly prose: string[]; readonly code: string[] } {
  const prose: string[] = [];
  const code: string[] = [];
  let fence = '';
  for (const line of markdown.split('\n')) {
    if (fence === '') {
      fence = /^(`{3,})text$/.exec(line)?.[1] ?? '';
      if (fence === '') prose.push(line);
    } else if (/^`{3,}$/.test(line) && line.length >= fence.length) {
      fence = '';
    } else {
      code.push(line);
    }
  }
  if (fence !== '') throw new Error('A fence is open at the end');
  return { prose, code };
}

/** All that a line of ours may begin with. */
const OUR_LINES =
  /^(?:$|## |\| |> Trouble in the |<details><summary>|<\/details>$|\*\d+ pieces? of this summary|\\?[\p{L}\p{N}\p{P}\p{S}\p{M}\p{Cf}\p{Co}\p{Cn}&\s])/u;

test('texts of a report are neither markup, nor mentions, nor the end of a table or of code', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const markdown = FORMATS.markdown(report);
      expect(bytesOf(markdown)).toBeLessThan(60_000);
      const { prose } = read(markdown);
      const text = prose.join('\n');
      expect(text.replace(/<\/?(?:details|summary)>/g, '')).not.toMatch(/</);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect(text).not.toMatch(/[@#](?![\u2060# 0-9]|$)/m);
      for (const line of prose) {
        expect(line).toMatch(OUR_LINES);
        if (line.startsWith('| ')) expect(line.match(/(?<!\\)\|/g)?.length).toBeOneOf([5, 6]);
      }
    }),
  );
});

test('a table has the text itself', () => {
  fc.assert(
    fc.property(anyText, (title) => {
      const markdown = FORMATS.markdown(
        sampleReport({ troubles: [], requirements: [result('UP-01', { title, status: 'broken' })] }),
      );
      expect(read(markdown).prose.filter((line) => line.startsWith('| **UP'))).toHaveLength(1);
    }),
  );
});

test('what does not fit is counted, and the page stays whole', () => {
  const requirements = Array.from({ length: 60 }, (_, i) =>
    result(`UP-${i}`, { status: 'broken', counterexample: { ...LOST_PART, notes: 'n'.repeat(1400) } }),
  );
  const markdown = FORMATS.markdown(sampleReport({ requirements }));
  expect(bytesOf(markdown)).toBeLessThan(60_000);
  expect(bytesOf(markdown)).toBeGreaterThan(50_000);
  expect(markdown).toMatch(
    /\n\*\d+ pieces of this summary did not fit and are left out: see the JSON or HTML report\.\*\n$/,
  );
  expect(() => read(markdown)).not.toThrow();
  expect(FORMATS.markdown(sampleReport())).not.toContain('did not fit');
});
