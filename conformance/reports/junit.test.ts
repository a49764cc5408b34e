import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../client-suite/report-formats.js';
import { factsOf } from './status.js';
import { anyReport } from './testing/report-arbitrary.js';
import { sampleReport } from './testing/sample-report.js';
import { all, parseXml } from './testing/xml.js';
import { oneLine, visible } from './text/visible-text.js';
import { examplesOf, printedTexts } from './text/wording.js';

test('any report is well-formed XML with every requirement once, its outcome and what the client printed', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const root = parseXml(FORMATS.junit(report));
      const cases = all(root).filter(({ name }) => name === 'testcase');
      expect(cases).toHaveLength(report.requirements.length);
      for (const result of report.requirements) {
        const name = oneLine(`${result.id} ${result.title} (${result.level})`);
        const found = cases.find(({ attributes }) => attributes['name'] === name);
        const names = {
          passed: [],
          noted: [],
          failed: ['failure'],
          error: ['error'],
          'left out': ['skipped'],
        };
        const { counts } = factsOf(report, result);
        const printed = examplesOf(result).flatMap(printedTexts);
        expect(found?.children.map(({ name }) => name)).toEqual([
          ...names[counts],
          ...(counts === 'noted' || printed.length > 0 ? ['system-out'] : []),
        ]);
        const told = found?.children.map(({ text }) => text).join() ?? '';
        for (const { name, text } of printed) expect(told).toContain(visible(`${name}:\n${text}`));
        for (const { did, should } of examplesOf(result))
          expect(told).toContain(visible(`did: ${did}\nshould: ${should}`).replace(/␍$/, ''));
      }
    }),
  );
});

test('counts and texts of a sample', () => {
  const root = parseXml(FORMATS.junit(sampleReport()));
  expect(root.attributes).toEqual({
    name: 'acme-upload 2.1.3',
    tests: '11',
    failures: '3',
    errors: '1',
    time: '41.250',
  });
  expect(root.children.map(({ attributes }) => attributes['name'])).toEqual(['UP', 'LS', 'RS']);
  const failure = all(root).findLast(
    ({ name, attributes }) => name === 'failure' && attributes['type'] === 'broken',
  );
  expect(failure?.attributes['message']).toMatch(/^The client reported that the upload succeeded/);
  expect(failure?.text).toMatch(
    /\n1\. The account has .*\nshould: It should have sent .*\nnpx 4shared-testkit conformance --replay k1\..* -- php bin\/adapter\.php --verbose/s,
  );
});

test('properties name what the verdict rests on', () => {
  const [suite] = parseXml(FORMATS.junit(sampleReport())).children;
  const properties = suite?.children[0]?.children.map(({ attributes }) => [
    attributes['name'],
    attributes['value'],
  ]);
  expect(Object.fromEntries(properties ?? [])).toMatchObject({
    verdict: 'not-conforming',
    findings: '5 findings (3 causes, 1 consequence, 1 unexpectedly kept); 3 of 5 decide the verdict',
    kept: '2 of 11 requirements',
    cases: '612',
    'corner-values': '130 of 131 met',
    behaviour: 'sends parts of 64 KiB, one after the other, tries three times',
    'not-claimed': 'list, createFolder, download, delete, space (LS-01)',
    'not-exercised': 'RS-02 (no case was run for it)',
    'left-out': 'RS-03',
    trouble: expect.stringMatching(/^adapter: The adapter wrote/),
  });
});

const xmllint = spawnSync('xmllint', ['--version']).error === undefined;
const validate = (path: string) =>
  spawnSync('xmllint', ['--noout', '--huge', '--schema', 'conformance/reports/testing/junit.xsd', path], {
    encoding: 'utf8',
  });

describe.skipIf(!xmllint)(
  `xmllint, by the usual schema${xmllint ? '' : ' (skipped: libxml2-utils is not installed)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'junit-'));
    const check = (name: string, xml: string) => {
      writeFileSync(join(folder, name), xml);
      return validate(join(folder, name));
    };

    test('takes the sample, and 50 random ones', () => {
      for (const [i, report] of [
        sampleReport(),
        ...fc.sample(anyReport, { numRuns: 50, seed: 12 }),
      ].entries()) {
        const { status, stderr } = check(`${i}.xml`, FORMATS.junit(report));
        expect(status, stderr).toBe(0);
      }
      rmSync(folder, { recursive: true });
    });

    test.each([
      ['a time of four decimals', (xml: string) => xml.replace('time="41.250"', 'time="41.2500"')],
      ['a case without a name', (xml: string) => xml.replace(/(<testcase [^>]*) name="[^"]*"/, '$1')],
      [
        'a skipped count on the whole',
        (xml: string) => xml.replace('<testsuites ', '<testsuites skipped="1" '),
      ],
    ])('refuses %s', (_, spoil) => {
      const other = mkdtempSync(join(tmpdir(), 'junit-'));
      const xml = FORMATS.junit(sampleReport());
      writeFileSync(join(other, 'x.xml'), spoil(xml));
      expect(spoil(xml)).not.toBe(xml);
      expect(validate(join(other, 'x.xml')).status).not.toBe(0);
      rmSync(other, { recursive: true });
    });
  },
);
