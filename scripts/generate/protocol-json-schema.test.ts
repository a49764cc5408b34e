import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../conformance/drivers/client-under-test.js';
import { EXAMPLES, readMessage, readResult, resultExample } from '../../conformance/drivers/read-message.js';
import { PROTOCOL_JSON_SCHEMA } from './json-schemas.js';

const text = readFileSync(PROTOCOL_JSON_SCHEMA, 'utf8');
const ajv = new Ajv2020({ strict: true, strictTypes: false }).addSchema(JSON.parse(text), 'protocol');
const validator = (name: string) => {
  const validate = ajv.getSchema(`protocol#/$defs/${name}`);
  if (!validate) throw new Error(`the schema has no ${name}`);
  return (json: unknown): boolean => validate(json) === true;
};
const fromKit = validator('kitMessage');
const fromClient = validator('clientMessage');

describe('the session in the README', () => {
  const readme = readFileSync('conformance/drivers/README.md', 'utf8');
  const lines = readme.split('\n').filter((line) => /^[<>] \{/.test(line));

  test('has each kind of message', () => {
    const kinds = lines.map((line) => `${line[0]} ${JSON.parse(line.slice(2)).type}`);
    expect(new Set(kinds)).toEqual(
      new Set([
        ...['> hello', '> open', '> call', '> cancel', '> close'],
        ...['< hello', '< ok', '< error', '< unsupported'],
      ]),
    );
  });

  test.each(lines)('%s', (line) => {
    const json = JSON.parse(line.slice(2));
    expect((line.startsWith('>') ? fromKit : fromClient)(json)).toBe(true);
    if (line.startsWith('<')) readMessage({ number: 1, text: line.slice(2) });
  });
});

test.each(Object.values(EXAMPLES))('the example in error messages is correct: %s', (example) => {
  expect(fromClient(JSON.parse(example))).toBe(true);
});

test.each(OPERATIONS)('the example of a result of %s is correct', (operation) => {
  const result: unknown = JSON.parse(resultExample(operation));
  expect(fromClient({ type: 'ok', id: 'c1', result })).toBe(true);
  expect(readResult(operation, result, { number: 1, text: '' }, 'c1')).toEqual(result);
});

const strange = fc.constantFrom<unknown>(
  null,
  true,
  0,
  1,
  1.5,
  '',
  'x',
  '17',
  [],
  ['upload'],
  ['list'],
  {},
  undefined,
);
const members = [
  'type',
  'id',
  'result',
  'kind',
  'message',
  'handle',
  'protocol',
  'name',
  'version',
  'operations',
];

test('the kit reads exactly the messages that fit the schema', () => {
  const changed = fc
    .tuple(
      fc.constantFrom(...Object.values(EXAMPLES)),
      fc.dictionary(fc.constantFrom(...members, 'concurrency', 'rootOnly', 'else'), strange, { maxKeys: 2 }),
    )
    .map(
      ([example, changes]) => JSON.parse(JSON.stringify({ ...JSON.parse(example), ...changes })) as unknown,
    );
  fc.assert(
    fc.property(changed, (json) => {
      let isRead = true;
      try {
        const line = { number: 1, text: JSON.stringify(json) };
        const message = readMessage(line);
        // Only {} among the strange values is a result of an operation.
        if (message.type === 'ok') readResult('upload', message.result, line, message.id);
      } catch {
        isRead = false;
      }
      expect(fromClient(json)).toBe(isRead);
    }),
    { numRuns: 2000 },
  );
});
