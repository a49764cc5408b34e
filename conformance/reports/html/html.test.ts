import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { IS_MISSING, WITHOUT_CHROMIUM } from '../../../mock-server/testing/chromium.js';
import type { Counterexample } from '../../client-suite/report.js';
import { FORMATS } from '../../client-suite/report-formats.js';
import { inOrderOfCauses } from '../../engine/causes.js';
import { openPages } from '../testing/open-page.js';
import { anyReport } from '../testing/report-arbitrary.js';
import { call } from '../testing/sample-journal.js';
import { LOST_PART, result, sampleReport } from '../testing/sample-report.js';
import { parsePage, textsOf } from '../testing/web-page.js';
import { all } from '../testing/xml.js';
import { clipped, visible } from '../text/visible-text.js';
import { examplesOf, printedTexts, replayTexts } from '../text/wording.js';

const ELEMENTS =
  /^(html|head|meta|title|style|body|main|script|p|h1|h2|h3|strong|span|dl|dt|dd|div|ul|li|ol|b|i|form|fieldset|legend|label|input|button|output|details|summary|table|thead|tbody|tr|th|td|pre|code)$/;
const ATTRIBUTES =
  /^(lang|charset|http-equiv|content|name|class|hidden|type|value|placeholder|id|scope|rowspan|colspan|aria-(label|live|hidden)|data-(script|item|status|level|text|print|copy))$/;

test('any report is well-formed HTML of nothing but our own elements, with its texts, and each id once', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const page = parsePage(FORMATS.html(report));
      const elements = all(page);
      const attributes = elements.flatMap((element) => Object.keys(element.attributes));
      expect(elements.filter(({ name }) => !ELEMENTS.test(name))).toEqual([]);
      expect(attributes.filter((name) => !ATTRIBUTES.test(name))).toEqual([]);
      expect(elements.filter(({ name }) => name === 'script')).toHaveLength(1);
      expect(elements.filter((element) => 'data-item' in element.attributes)).toHaveLength(
        report.requirements.length,
      );
      const ids = elements.flatMap((element) => element.attributes['id'] ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const texts = new Set(textsOf(page));
      for (const result of report.requirements) {
        const due = [result.id, result.title];
        for (const example of examplesOf(result)) {
          due.push(clipped(example.should, 20_000), ...replayTexts(report, example));
          due.push(...printedTexts(example).flatMap(({ name, text }) => [name, clipped(text, 20_000)]));
        }
        expect(due.filter((text) => !texts.has(visible(text)))).toEqual([]);
      }
    }),
  );
});

test('nothing in it comes from elsewhere, and no other script may run', () => {
  const page = FORMATS.html(sampleReport());
  expect(page).toMatch(
    /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;sha256-/,
  );
  expect(page).not.toMatch(/\b(?:src|href)=|url\(|@import|\bon\w+=/);
});

test('the expected behaviour is beside the entries that show the failure', () => {
  const rows = all(
    parsePage(
      FORMATS.html(
        sampleReport({ requirements: [result('UP-19', { status: 'broken', counterexample: LOST_PART })] }),
      ),
    ),
  ).filter(({ name }) => name === 'tr');
  const offending = rows.filter(({ attributes }) => attributes['class'] === 'offending');
  expect(offending.map(({ children }) => children[0]?.text)).toEqual(['8', '9']);
  expect(offending[0]?.children.at(-1)).toMatchObject({
    attributes: { rowspan: '2' },
    text: LOST_PART.should,
  });
});

test('each row has the bytes on the wire, where the journal has kept them', () => {
  const raw = {
    request: { base64: btoa('<sent & "masked">'), masked: true as const },
    response: { base64: btoa('<answer/>') },
    responseHeaders: [{ name: 'Content-type', value: 'text/xml' }],
  };
  const journal = [call(1, 'login', {}, { raw }), call(2, 'logout', {})];
  const counterexample = { ...LOST_PART, journal, seqs: [1] };
  const page = FORMATS.html(
    sampleReport({ requirements: [result('UP-19', { status: 'broken', counterexample })] }),
  );
  const wires = all(parsePage(page)).filter(({ attributes }) => attributes['class'] === 'wire');
  expect(wires.map(({ children }) => children[1]?.text)).toEqual([
    expect.stringMatching(/^POST .*DesktopApp\n.*\n\n<sent & "masked">\n\(passwords are replaced/),
    'HTTP 200\nContent-type: text/xml\n\n<answer/>',
  ]);
});

test('causes come first, each with its other reasons, and what follows from it is folded below', () => {
  const page = parsePage(FORMATS.html(sampleReport()));
  const items = all(page).filter(({ attributes }) => 'data-item' in attributes);
  expect(items.slice(0, 4).map(({ attributes }) => attributes['id'])).toEqual([
    'UP-02',
    'UP-19',
    'UP-20',
    'UP-13',
  ]);
  const [folded] = all(page).filter(({ attributes }) => attributes['class'] === 'consequences');
  expect(folded?.children[0]?.text).toBe('1 consequence of UP-19');
  expect(all(folded ?? page).filter(({ attributes }) => 'data-item' in attributes)).toEqual([items[2]]);
  expect(textsOf(items[2] ?? page)).toContain('as UP-19 is, in 3 of 30 cases');
  expect(
    all(items[1] ?? page)
      .filter(({ name }) => name === 'h2')
      .map(({ text }) => text),
  ).toEqual(['Another reason (2 of 2)']);
  const [verdict] = all(page).filter(({ attributes }) => attributes['class'] === 'verdict bad');
  expect(textsOf(verdict ?? page)).toContain(
    '5 findings (3 causes, 1 consequence, 1 unexpectedly kept); 3 of 5 decide the verdict',
  );
});

test('the copy button copies the whole command', () => {
  const elements = all(parsePage(FORMATS.html(sampleReport())));
  const button = elements.find(({ attributes }) => attributes['data-copy'] === 'copy:UP-19');
  const source = elements.find(({ attributes }) => attributes['id'] === button?.attributes['data-copy']);
  expect(source?.text).toBe(
    `npx 4shared-testkit conformance --replay ${LOST_PART.token} -- php bin/adapter.php --verbose`,
  );
});

const LONG: Counterexample = {
  ...LOST_PART,
  journal: Array.from({ length: 5000 }, (_, i) => call(i, 'getFreeSpace', {}, { result: String(i) })),
  seqs: [2500],
  notes: 'x'.repeat(1_000_000),
};

const LARGE = sampleReport({
  requirements: Array.from({ length: 20 }, (_, i) =>
    result(`UP-${i}`, { status: 'broken', counterexample: LONG }),
  ),
});

test('a large report stays a page that a browser can hold, and says what it leaves out', () => {
  const page = FORMATS.html(LARGE);
  expect(page.length).toBeLessThan(3_000_000);
  expect(page).toContain('steps not shown here; the JSON has all of them');
  expect(page).toContain('980000 more characters');
});

describe.skipIf(IS_MISSING)(`in Chromium${WITHOUT_CHROMIUM}`, () => {
  const shown = (dom: string): string[] =>
    [...dom.matchAll(/<details class="item" id="([^"]*)"[^>]*>/g)]
      .filter(([tag]) => !/ hidden=/.test(tag))
      .map(([, id = '']) => id);

  const opened = (dom: string) =>
    [...dom.matchAll(/<details class="item" id="([^"]*)"[^>]* open=""/g)].map(([, id]) => id);

  const ADDRESSES = [
    [
      '#status=broken+known-failure&open=UP-19',
      ['UP-02', 'UP-19', 'UP-20', 'UP-13'],
      ['UP-19'],
      '4 of 11 shown',
    ],
    ['#level=should+may&text=BYTE%20first', ['RS-02'], [], '1 of 11 shown'],
    ['#text=nothing-has-this', [], [], '0 of 11 shown'],
    ['#UP-19', inOrderOfCauses(sampleReport()).map(({ id }) => id), ['UP-19'], '11 of 11 shown'],
    ['#UP-20', inOrderOfCauses(sampleReport()).map(({ id }) => id), ['UP-20'], '11 of 11 shown'],
  ] as const;
  const ATTACK = '<img src=x onerror="document.title=1"><script>document.title=1</script>';

  let doms: readonly string[];
  beforeAll(async () => {
    const page = FORMATS.html(sampleReport());
    const attacked = FORMATS.html(sampleReport({ reached: ATTACK })).replace('</main>', `${ATTACK}</main>`);
    doms = await openPages([{ page: attacked }, ...ADDRESSES.map(([hash]) => ({ page, hash }))]);
  });

  test.each(ADDRESSES)('the address %s shows and opens what it names', (hash, ids, open, count) => {
    const dom = doms[1 + ADDRESSES.findIndex(([each]) => each === hash)] ?? '';
    expect(shown(dom)).toEqual(ids);
    expect(opened(dom)).toEqual(open);
    expect(dom).toContain(`<output aria-live="polite">${count}</output>`);
    expect(/<p class="no-match" hidden/.test(dom)).toBe(ids.length > 0);
    expect(/<details class="consequences" open=""/.test(dom)).toBe(
      (open as readonly string[]).includes('UP-20'),
    );
  });

  test('texts of a client stay texts, and a script that got in all the same would not run', () => {
    expect(doms[0]).toContain('&lt;img src=x onerror="document.title=1"&gt;&lt;script&gt;');
    expect(doms[0]).toContain('<title>acme-upload 2.1.3: not conforming</title>');
  });
});
