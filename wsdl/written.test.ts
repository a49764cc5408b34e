import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeDescription } from './write-description.js';
import { writeArraySchema, writeSchema } from './write-schema.js';

test.each([
  ['jax2.wsdl', () => writeDescription('jax2')],
  ['jax3.wsdl', () => writeDescription('jax3')],
  ['jax2.xsd', () => writeSchema('jax2')],
  ['jax3.xsd', () => writeSchema('jax3')],
  ['array.xsd', writeArraySchema],
])('%s is written from the contract, byte by byte', (file, write) => {
  expect(write()).toBe(readFileSync(`wsdl/${file}`, 'utf8'));
});
