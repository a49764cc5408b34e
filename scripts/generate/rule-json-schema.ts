import { toJsonSchema } from '@valibot/to-json-schema';
import { DEFINITIONS, ruleSchema } from '../../mock-server/edge-cases/rule-schema.js';

/** Where the published schema stands; beside the code in dist, too. */
export const RULE_JSON_SCHEMA = 'mock-server/edge-cases/rule.schema.json';

/** The text of the JSON Schema that editors and other programs check a rule with. */
export function ruleJsonSchema(): string {
  const { $schema, ...schema } = toJsonSchema(ruleSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // JSON has no other numbers than finite ones; what the checks are about has no word in JSON Schema.
    ignoreActions: ['finite', 'check'],
    definitions: DEFINITIONS,
    overrideSchema: ({ valibotSchema }) =>
      isBigint(valibotSchema) ? { type: 'integer', const: NO_JSON } : undefined,
  });
  return `${JSON.stringify({ $schema, ...(withoutStrangers(schema) as object) }, null, 2)}\n`;
}

/** Marks what cannot stand in JSON: a reader of YAML may hand over a bigint, a JSON file never does. */
const NO_JSON = 'bigint';

const isBigint = ({ type, literal }: { readonly type: string; readonly literal?: unknown }): boolean =>
  type === 'bigint' || typeof literal === 'bigint';

/** Takes the marked choices away. A choice that has only one left is no choice. */
function withoutStrangers(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutStrangers);
  if (typeof node !== 'object' || node === null) return node;
  const { anyOf, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, member]) => [key, withoutStrangers(member)]),
  );
  if (!Array.isArray(anyOf)) return rest;
  const left = anyOf.filter((choice) => choice.const !== NO_JSON);
  return left.length === 1 ? { ...left[0], ...rest } : { anyOf: left, ...rest };
}
