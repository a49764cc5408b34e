import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from '../../conformance/client-suite/report.js';

/** Where the published schema stands; beside the code in dist, too. */
export const REPORT_JSON_SCHEMA = 'conformance/reports/report.schema.json';

/** The text of the JSON Schema that other programs check a report with. */
export function reportJsonSchema(): string {
  const { $schema, ...schema } = toJsonSchema(reportSchema, {
    target: 'draft-2020-12',
    // What is read is what comes out; only tables of any keys are looked at twice on the way.
    typeMode: 'output',
    // What the checks are about, such as ids that come twice, has no word in JSON Schema.
    ignoreActions: ['check'],
  });
  return `${JSON.stringify({ $schema, title: 'A conformance report of 4shared-testkit', ...schema }, null, 2)}\n`;
}
