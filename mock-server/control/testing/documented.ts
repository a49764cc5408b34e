import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Route } from '../route.js';
import { ROUTES } from '../routes.js';
import type { Reply } from './control-client.js';

interface Response {
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Response | Ref>> }>>>
  >;
}

interface Ref {
  readonly $ref: string;
}

const text = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');

export const document: Document = JSON.parse(text);

const ajv = new Ajv2020({
  strict: false,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});
ajv.addSchema(document as object, 'openapi');

/** Route and status of every checked response, such as `armRules 201`. */
export const seen = new Set<string>();

/** A JSON pointer into the document. */
const pointer = (...steps: readonly string[]): string =>
  steps.map((step) => encodeURIComponent(step.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/');

/** Checks a response against the document, including the content type. */
export function expectDocumented(operationId: string, response: Reply): void {
  const route = routeOf(operationId);
  seen.add(`${operationId} ${response.status}`);
  const what = `${operationId} ${response.status}: ${response.text.slice(0, 500)}`;
  const place = ['paths', route.path, route.method.toLowerCase(), 'responses', String(response.status)];
  const documented =
    document.paths[route.path]?.[route.method.toLowerCase()]?.responses[String(response.status)];
  expect(documented, `${what}: the status is not in the document`).toBeDefined();
  const target = documented && '$ref' in documented ? documented.$ref : `#/${pointer(...place)}`;
  const { content } = resolve(target);
  const type = response.headers['content-type'];
  if (content === undefined) {
    expect([type, response.text], what).toEqual([undefined, '']);
    return;
  }
  expect(Object.keys(content), what).toContain(type);
  if (type === 'application/x-ndjson' || type === 'text/event-stream') return;
  const valid: ValidateFunction | undefined = ajv.getSchema(
    `openapi${target}/${pointer('content', String(type), 'schema')}`,
  );
  expect(valid, what).toBeDefined();
  expect(valid?.(response.json), `${what}\n${JSON.stringify(valid?.errors)}`).toBe(true);
}

/** Whether a value matches the body of an operation. */
export function fitsBody(operationId: string, value: unknown): boolean {
  const { path, method } = routeOf(operationId);
  const place = ['paths', path, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
  const valid = ajv.getSchema(`openapi#/${pointer(...place)}`);
  if (!valid) throw new Error(`the document has no body for ${operationId}`);
  return valid(value) === true;
}

/** Whether a value matches a named schema of the document. */
export function fits(name: string, value: unknown): boolean {
  const valid = ajv.getSchema(`openapi#/components/schemas/${name}`);
  if (!valid) throw new Error(`the document has no ${name}`);
  return valid(value) === true;
}

function resolve(target: string): Response {
  const steps = target
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~'));
  return steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document) as Response;
}

export function routeOf(operationId: string): Route {
  const route = ROUTES.find((each) => each.operationId === operationId);
  if (!route) throw new Error(`there is no route ${operationId}`);
  return route;
}
