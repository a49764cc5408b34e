import { toJsonSchema } from '@valibot/to-json-schema';
import { DEFINITIONS, ruleSchema } from '../../mock-server/edge-cases/rule-schema.js';

/** Path of the published schema, in the sources and in dist. */
export const RULE_JSON_SCHEMA = 'mock-server/edge-cases/rule.schema.json';

/** The JSON Schema of rules, for editors and other programs. */
export function ruleJsonSchema(): string {
  const { $schema, ...schema } = toJsonSchema(ruleSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // All numbers of JSON are finite, and JSON Schema cannot express the checks.
    ignoreActions: ['finite', 'check'],
    definitions: DEFINITIONS,
    overrideSchema: ({ valibotSchema }) =>
      isBigint(valibotSchema) ? { type: 'integer', const: NO_JSON } : undefined,
  });
  return `${JSON.stringify({ $schema, ...(withoutStrangers(schema) as object) }, null, 2)}\n`;
}

/** Marks bigint, which only a reader of YAML produces, never JSON. */
const NO_JSON = 'bigint';

const isBigint = ({ type, literal }: { readonly type: string; readonly literal?: unknown }): boolean =>
  type === 'bigint' || typeof literal === 'bigint';

/** Removes the marked choices. A choice with one option left becomes that option. */
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
