import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IS_MISSING, WITHOUT_CHROMIUM } from '../../../mock-server/testing/chromium.js';
import { htmlMatrix } from '../../client-suite/report.js';
import { openPages } from '../testing/open-page.js';
import { reportsOfOneKind } from '../testing/report-arbitrary.js';
import { CONFORMING, sampleReport } from '../testing/sample-report.js';
import { parsePage } from '../testing/web-page.js';
import { all } from '../testing/xml.js';

test('any reports are one well-formed page: each requirement a row, each client or server a column, each link leads somewhere', () => {
  fc.assert(
    fc.property(reportsOfOneKind({ minLength: 1, maxLength: 3 }), (reports) => {
      const elements = all(parsePage(htmlMatrix(reports)));
      const rows = elements.filter(({ attributes }) => 'data-item' in attributes);
      expect(rows).toHaveLength(
        new Set(reports.flatMap(({ requirements }) => requirements.map(({ id }) => id))).size,
      );
      for (const { children } of rows) expect(children).toHaveLength(reports.length + 1);
      const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { attributes } of elements.filter(({ name }) => name === 'a'))
        expect(ids).toContain(attributes['href']?.slice(1));
    }),
  );
});

test('a requirement that a report does not have is absent in its column', () => {
  const page = parsePage(
    htmlMatrix([CONFORMING, sampleReport({ requirements: CONFORMING.requirements.slice(1) })]),
  );
  const [first] = all(page).filter(({ attributes }) => 'data-item' in attributes);
  expect(first?.children.slice(1).map(({ text }) => text)).toEqual(['kept', 'absent']);
  expect(first?.attributes).toMatchObject({ 'data-status': 'kept absent', 'data-differs': 'yes' });
});

describe.skipIf(IS_MISSING)(`in Chromium${WITHOUT_CHROMIUM}`, () => {
  const page = htmlMatrix([CONFORMING, sampleReport()]);

  test('shows only where clients differ, and opens a counterexample by its link', async () => {
    const [dom = ''] = await openPages([{ page, hash: '#differs=yes&level=must&open=client2.UP-19' }]);
    const rows = [...dom.matchAll(/<tr data-item[^>]*>.*?<b>([^<]*)<\/b>/g)].filter(
      ([tag]) => !/^<tr[^>]* hidden=/.test(tag),
    );
    expect(rows.map(([, id]) => id)).toEqual(['UP-02', 'UP-13', 'UP-19', 'UP-20', 'UP-24', 'RS-03']);
    expect(dom).toMatch(/<details class="item" id="client2\.UP-19"[^>]* open=""/);
  });
});
