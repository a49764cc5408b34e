import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRule } from '../../mock-server/edge-cases/rule-schema.js';
import { validRule } from '../../mock-server/edge-cases/testing/rules.js';
import { writeRule } from '../../mock-server/edge-cases/write-rule.js';
import { oneChange } from '../testing/one-change.js';
import { RULE_JSON_SCHEMA } from './json-schemas.js';

const text = readFileSync(RULE_JSON_SCHEMA, 'utf8');
const schema = JSON.parse(text);
const accepts = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);

test('readable rules fit the schema', () => {
  fc.assert(
    fc.property(validRule, (rule) => {
      const fits = accepts(JSON.parse(JSON.stringify(writeRule(rule))));
      expect(fits, JSON.stringify(accepts.errors)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** Mistakes that depend on the table of operations or on the whole rule. */
const BEYOND_SHAPE =
  /must not have (?:bom|declaration)|is only for the kind|never counts|must not be less than from|is an? (?:argument|structure)|is no argument|changes nothing|is not for|, as \w+ answers with|must not be null|declares no ApiException|has \{|there are \{|is nested/;

test('of rules with one change, exactly those that fit the schema are read', () => {
  const broken = validRule.chain((rule) => oneChange(JSON.parse(JSON.stringify(writeRule(rule)))));
  fc.assert(
    fc.property(broken, (json) => {
      let problem = '';
      try {
        readRule(json);
      } catch (error) {
        problem = String(error);
      }
      if (BEYOND_SHAPE.test(problem)) return;
      expect(accepts(json), `${JSON.stringify(json)}: ${problem} ${JSON.stringify(accepts.errors)}`).toBe(
        problem === '',
      );
    }),
    { numRuns: 2000 },
  );
});

describe('broken rules do not fit the schema', () => {
  test.each([
    [{}],
    [{ on: { kind: 'call' }, do: [] }],
    [{ on: { kind: 'call', operation: 'getFreeSpce' }, do: [{ act: 'nil' }] }],
    [{ on: { kind: 'call', operation: [] }, do: [{ act: 'nil' }] }],
    [{ on: { kind: 'call' }, do: [{ act: 'nil', who: 1 }] }],
    [{ on: { kind: 'call' }, do: [{ act: 'nil' }], times: 0 }],
    [{ on: { kind: 'part' }, do: [{ act: 'reset', afterBytes: '1x' }] }],
    [{ on: { kind: 'part' }, do: [{ act: 'refuse', code: 8 }] }],
    [{ on: { kind: 'part' }, do: [{ act: 'return' }] }],
  ])('%j', (json) => {
    expect(accepts(json)).toBe(false);
  });
});

test('no node is empty, and every act and field has a text for editors', () => {
  const nodes = (node: unknown): object[] =>
    typeof node === 'object' && node !== null ? [node, ...Object.values(node).flatMap(nodes)] : [];
  expect(nodes(schema).filter((node) => !Array.isArray(node) && Object.keys(node).length === 0)).toEqual([]);
  for (const { title, properties } of [...schema.$defs.act.oneOf, ...schema.$defs.trigger.oneOf]) {
    expect(title).toMatch(/^[A-Z]/);
    const fields = Object.entries<{ description?: string; const?: string }>(properties);
    expect(fields.filter(([, field]) => !field.description && !field.const)).toEqual([]);
  }
});
