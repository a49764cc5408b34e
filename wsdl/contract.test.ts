import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPERATIONS } from './contract.js';

const operations = Object.values(OPERATIONS);

test('jax3 has 94 operations, 82 of them with a declared fault; jax2 has 84', () => {
  expect(operations).toHaveLength(94);
  expect(operations.filter((operation) => operation.faults)).toHaveLength(82);
  expect(operations.filter((operation) => operation.since === 'jax2')).toHaveLength(84);
});

test('jax2 declares no fault and knows none of the types of jax3', () => {
  const description = readFileSync('wsdl/jax2.wsdl', 'utf8') + readFileSync('wsdl/jax2.xsd', 'utf8');
  for (const absent of [
    'ApiException',
    'faultBean',
    'fileUploadInfo',
    '<fault',
    'compId',
    '"version" type',
    '"empty" type="xs:boolean"/>\n<xs:element name="id"',
  ])
    expect(description).not.toContain(absent);
  expect(description.match(/wsam:Action=/g)).toHaveLength(168);
});

test('the type table keeps the order of the schema, which is alphabetical', () => {
  const schema = readFileSync('wsdl/jax3.xsd', 'utf8');
  for (const [, body = ''] of schema.matchAll(/<xs:sequence>(.*?)<\/xs:sequence>/gs)) {
    const names = [...body.matchAll(/name="(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual([...names].sort());
  }
});
