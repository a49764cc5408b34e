import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReport } from '../../conformance/client-suite/report.js';
import { anyReport } from '../../conformance/reports/testing/report-arbitrary.js';
import { sampleReport } from '../../conformance/reports/testing/sample-report.js';
import { oneChange } from '../testing/one-change.js';
import { REPORT_JSON_SCHEMA } from './json-schemas.js';

const text = readFileSync(REPORT_JSON_SCHEMA, 'utf8');
const accepts = new Ajv2020({ strict: true, strictTypes: false }).compile(JSON.parse(text));

test('any report fits the schema', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      expect(accepts(JSON.parse(JSON.stringify(report))), JSON.stringify(accepts.errors)).toBe(true);
    }),
  );
});

test('of reports with one change, exactly those that fit the schema are read', () => {
  const broken = fc
    .oneof({ arbitrary: fc.constant(sampleReport()), weight: 3 }, { arbitrary: anyReport, weight: 1 })
    .chain((report) => oneChange(JSON.parse(JSON.stringify(report))));
  fc.assert(
    fc.property(broken, (json) => {
      let problem = '';
      try {
        readReport(JSON.stringify(json), 'r.json');
      } catch (error) {
        problem = String(error);
      }
      expect(accepts(json), `${problem} ${JSON.stringify(accepts.errors)}`).toBe(problem === '');
    }),
    { numRuns: 300 },
  );
});
