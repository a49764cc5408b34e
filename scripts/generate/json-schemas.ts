import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import { reportSchema } from '../../conformance/client-suite/report.js';
import { kitMessage, publishedClientMessage } from '../../conformance/drivers/index.js';
import { DEFINITIONS, ruleSchema } from '../../mock-server/edge-cases/rule-schema.js';

/** Path of the JSON Schema of rules. */
export const RULE_JSON_SCHEMA = 'mock-server/edge-cases/rule.schema.json';
/** Path of the JSON Schema of reports. */
export const REPORT_JSON_SCHEMA = 'conformance/reports/report.schema.json';
/** Path of the JSON Schema of the protocol of adapters. */
export const PROTOCOL_JSON_SCHEMA = 'conformance/drivers/protocol.schema.json';

/** The published JSON Schemas, by their path in the sources and in dist. */
export const JSON_SCHEMAS: Readonly<Record<string, () => string>> = {
  [RULE_JSON_SCHEMA]: () => written(ruleJsonSchema()),
  [REPORT_JSON_SCHEMA]: () => written(reportJsonSchema()),
  [PROTOCOL_JSON_SCHEMA]: () => written(protocolJsonSchema()),
};

const written = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;

/** Rules, for editors and other programs. */
function ruleJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(ruleSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // All numbers of JSON are finite, and JSON Schema cannot express the checks.
    ignoreActions: ['finite', 'check'],
    definitions: DEFINITIONS,
    overrideSchema: ({ valibotSchema }) =>
      isBigint(valibotSchema) ? { type: 'integer', const: NO_JSON } : undefined,
  });
  return { $schema, ...(withoutStrangers(schema) as object) };
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

/** Reports, for other programs. */
function reportJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(reportSchema, {
    target: 'draft-2020-12',
    // Input and output are alike, but for objects with any keys, which are checked in two steps.
    typeMode: 'output',
    // JSON Schema cannot express the checks, such as unique ids.
    ignoreActions: ['check'],
  });
  return { $schema, title: 'A conformance report of 4shared-testkit', ...schema };
}

/** Lines between kit and client, with a definition for each direction. */
const protocolJsonSchema = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A line between the conformance kit of 4shared-testkit and a client',
  description:
    'The kit writes kitMessage to the standard input of the client, and reads clientMessage from its standard output.',
  anyOf: [{ $ref: '#/$defs/kitMessage' }, { $ref: '#/$defs/clientMessage' }],
  $defs: toJsonSchemaDefs(
    { kitMessage, clientMessage: publishedClientMessage },
    {
      target: 'draft-2020-12',
      typeMode: 'input',
      // The only check: a client can upload.
      overrideAction: ({ valibotAction, jsonSchema }) =>
        valibotAction.type === 'check' ? { ...jsonSchema, contains: { const: 'upload' } } : undefined,
    },
  ),
});
