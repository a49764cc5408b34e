import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from '../../conformance/client-suite/report.js';

/** Path of the published schema, in the sources and in dist. */
export const REPORT_JSON_SCHEMA = 'conformance/reports/report.schema.json';

/** The JSON Schema of reports, for other programs. */
export function reportJsonSchema(): string {
  const { $schema, ...schema } = toJsonSchema(reportSchema, {
    target: 'draft-2020-12',
    // Input and output are alike, but for objects with any keys, which are checked in two steps.
    typeMode: 'output',
    // JSON Schema cannot express the checks, such as unique ids.
    ignoreActions: ['check'],
  });
  return `${JSON.stringify({ $schema, title: 'A conformance report of 4shared-testkit', ...schema }, null, 2)}\n`;
}
