import { toJsonSchema } from '@valibot/to-json-schema';
import { DEFINITIONS, ruleSchema } from '../mock-server/edge-cases/rule-schema.js';

/** Where the published schema stands; beside the code in dist, too. */
export const RULE_JSON_SCHEMA = 'mock-server/edge-cases/rule.schema.json';

/** The text of the JSON Schema that editors and other programs check a rule with. */
export function ruleJsonSchema(): string {
  const { $schema, ...schema } = toJsonSchema(ruleSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // JSON has no other numbers than finite ones.
    ignoreActions: ['finite'],
    definitions: DEFINITIONS,
  });
  return `${JSON.stringify({ $schema, ...schema }, null, 2)}\n`;
}
