import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPENAPI } from './openapi.js';

const text = readFileSync(OPENAPI, 'utf8');

test('every operation has a summary, every parameter a description or a shape, and every body an example', () => {
  const operations = Object.values<Record<string, Operation>>(JSON.parse(text).paths).flatMap((item) =>
    Object.values(item),
  );
  expect(operations.length).toBeGreaterThan(40);
  for (const { operationId, summary, parameters = [], requestBody } of operations) {
    expect(summary, operationId).toMatch(/^\S.{10,}/);
    for (const { name, description, schema } of parameters)
      expect(description ?? Object.keys(schema).length, `${operationId} ${name}`).toBeTruthy();
    for (const content of Object.values(requestBody?.content ?? {}))
      expect(content.example, operationId).toBeDefined();
  }
});

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly description?: string;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
}
