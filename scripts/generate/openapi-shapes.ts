import {
  type ConversionConfig,
  type JsonSchema,
  toJsonSchema,
  toJsonSchemaDefs,
} from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { entrySchema, nearMiss } from '../../mock-server/control/journal-shapes.js';
import { ruleReport } from '../../mock-server/control/rules.js';
import { problemSchema } from '../../mock-server/control/schemas.js';
import { DEFINITIONS, ruleSchema } from '../../mock-server/edge-cases/rule-schema.js';
import { accountSchema, fixtureSchema, folderSchema } from '../../mock-server/fixture/fixture-schema.js';
import { matchSchema, querySchema, verificationSchema } from '../../mock-server/journal/query/read-query.js';

/** Schemas with a name in the document; all other places refer to them. */
const NAMED = {
  Problem: problemSchema,
  Fixture: fixtureSchema,
  FixtureAccount: accountSchema,
  FixtureFolder: folderSchema,
  Rule: ruleSchema,
  Act: DEFINITIONS.act,
  Trigger: DEFINITIONS.trigger,
  OperationName: DEFINITIONS.operation,
  JsonValue: DEFINITIONS.value,
  RuleReport: ruleReport,
  JournalEntry: entrySchema,
  NearMiss: nearMiss,
  Match: matchSchema,
  Query: querySchema,
  Verification: verificationSchema,
};

const PLAIN: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  // All numbers of JSON are finite. Descriptions and responses explain what a check demands.
  ignoreActions: ['finite', 'check'],
  overrideSchema: ({ valibotSchema }) => withoutBigint(valibotSchema),
};

const CONFIG: ConversionConfig = {
  ...PLAIN,
  definitions: NAMED,
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  overrideSchema: ({ valibotSchema }) =>
    valibotSchema.type === 'lazy' ? choiceOf(valibotSchema as LazySchema) : withoutBigint(valibotSchema),
};

/** Parsed JSON has numbers in place of the bigint of YAML. */
function withoutBigint(schema: {
  readonly type: string;
  readonly literal?: unknown;
}): JsonSchema | undefined {
  if (schema.type === 'bigint') return { type: 'integer' };
  return typeof schema.literal === 'bigint' ? { const: Number(schema.literal) } : undefined;
}

type LazySchema = v.LazySchema<v.GenericSchema<unknown, unknown>>;

/** A shape that depends on the input: a text, a list or an object. */
function choiceOf({ getter }: LazySchema): JsonSchema | undefined {
  const all = new Set(['', [], {}].map((input) => getter(input)));
  const choices = [...all].filter(({ type }) => type !== 'never');
  const [only, ...others] = choices;
  if (only === undefined || others.length > 0) return { anyOf: choices.map(plainShape) };
  return Object.values<unknown>(NAMED).includes(only) ? undefined : plainShape(only);
}

function plainShape(schema: v.GenericSchema<unknown, unknown>): JsonSchema {
  const { $schema, ...rest } = toJsonSchema(schema, PLAIN);
  return rest;
}

/** Only the named schemas: the parts of choices are inline. */
export function componentSchemas(): object {
  const made = Object.entries(toJsonSchemaDefs(NAMED, CONFIG));
  return Object.fromEntries(made.filter(([name]) => Object.hasOwn(NAMED, name)));
}

/** The JSON Schema of a request or response body. */
export function shape(schema: v.GenericSchema<unknown, unknown>): JsonSchema {
  const { $schema, $defs, ...rest } = toJsonSchema(schema, CONFIG);
  for (const [, name = ''] of JSON.stringify(rest).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    if (!Object.hasOwn(NAMED, name))
      throw new Error(`name this shape, too: ${JSON.stringify($defs?.[name])}`);
  return rest;
}
