import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../index.js';
import { DEFAULT_LIMIT } from './body.js';
import { PROBLEMS } from './problem.js';
import type { Route } from './route.js';
import { ROUTES } from './routes.js';
import { type Reply, type Sending, send } from './testing/control-client.js';
import { document, expectDocumented, fits, fitsBody, routeOf, seen } from './testing/documented.js';
import { EXAMPLES } from './testing/examples.js';
import { type Example, exported, type Stage } from './testing/testbed.js';

let fake: FourSharedFake;
/** One that demands a token, one that has room for no namespace, one whose clock is broken. */
let guarded: FourSharedFake;
let full: FourSharedFake;
let broken: FourSharedFake;

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
  guarded = await startFourShared({ storage: 'memory', controlToken: 't0ken' });
  full = await startFourShared({ storage: 'memory', maxNamespaces: 0 });
  let asked = 0;
  // Right when the option is checked, and never again.
  const now = (): number => (asked++ === 0 ? Date.now() : Number.NaN);
  broken = await startFourShared({ storage: 'memory', now });
});
afterAll(() => Promise.all([fake, guarded, full, broken].map((each) => each.close())));

test('the document is a valid OpenAPI 3.1 document', async () => {
  const validator = new Validator();
  expect(await validator.validate({ ...document })).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('every route has examples, and every example a route', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(ROUTES.map(({ operationId }) => operationId).sort());
});

test('operations have different ids, and different addresses', () => {
  expect(new Set(ROUTES.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
  expect(new Set(ROUTES.map(({ method, path }) => `${method} ${path}`)).size).toBe(ROUTES.length);
});

const pathOf = ({ path }: Route, params: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'));

const cases = Object.entries(EXAMPLES).flatMap(([operationId, examples]) =>
  examples.map((example, index): [string, number, number, Example] => [
    operationId,
    example.status,
    index,
    example,
  ]),
);

test.each(cases)(
  '%s answers %d as the document says (example %d)',
  async (operationId, status, index, example) => {
    const name = `${operationId}-${index}`;
    const stage: Stage = { fake, name, base: `${fake.url}/~${name}`, space: () => fake.namespace(name) };
    await example.before?.(stage);
    const route = routeOf(operationId);
    const path = `/_control${pathOf(route, example.params)}${example.query ?? ''}`;
    const { json, body, contentType } = example;
    const response = await send(stage.base, route.method, path, {
      ...(json === undefined ? {} : { json }),
      ...(body === undefined ? {} : { body }),
      ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
    });
    expect(response.status, response.text).toBe(status);
    if (typeof example.has === 'string') expect(response.text).toContain(example.has);
    else if (example.has) expect(response.text).toMatch(example.has);
    expectDocumented(operationId, response);
    await example.after?.(stage);
  },
);

test('a snapshot that was exported can be imported elsewhere', async () => {
  const stage: Stage = {
    fake,
    name: 'from',
    base: `${fake.url}/~from`,
    space: () => fake.namespace('from'),
  };
  const response = await send(`${fake.url}/~to`, 'PUT', '/_control/snapshots/other/import', {
    body: await exported(stage),
    headers: { 'content-type': 'application/json' },
  });
  expectDocumented('importSnapshot', response);
  expect(response.status).toBe(200);
  const restored = await send(`${fake.url}/~to`, 'POST', '/_control/snapshots/other/restore');
  expect(restored.status).toBe(200);
  expect(fake.namespace('to').world.find('user@example.com', 'readme.txt')?.id).toBe(
    fake.namespace('from').world.find('user@example.com', 'readme.txt')?.id,
  );
});

describe.each(ROUTES.map((route) => [route.operationId, route] as const))('%s', (operationId, route) => {
  const params = EXAMPLES[operationId]?.[0]?.params;
  const at = (server: FourSharedFake, path: string, sending: Sending = {}): Promise<Reply> =>
    send(server.url, route.method, path, sending);
  const path = `/_control${pathOf(route, params)}`;
  const expectProblem = (response: Reply, status: number): void => {
    expect(response.status, response.text).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json).toMatchObject({ status, type: expect.stringMatching(/^\/_control\/problems\//) });
    expectDocumented(operationId, response);
  };

  test('refuses a parameter that it does not know', async () => {
    expectProblem(await at(fake, `${path}?shoe-size=44`), 422);
  });

  test('refuses foreign pages, foreign names, and requests without a token', async () => {
    expectProblem(await at(fake, path, { headers: { origin: 'http://evil.example' } }), 403);
    expectProblem(await at(fake, path, { headers: { host: 'evil.example' } }), 403);
    expectProblem(await at(guarded, path), 401);
  });

  test('refuses a prefix that is no namespace, and one too many', async () => {
    if (!usesNamespace(operationId)) return;
    const { json, query = '' } = EXAMPLES[operationId]?.find(({ status }) => status < 300) ?? {};
    const sending = json === undefined ? {} : { json };
    const whole = `${path}${query}`;
    expectProblem(await send(`${fake.url}/~a%20b`, route.method, whole, sending), 404);
    expectProblem(await send(`${full.url}/~a`, route.method, whole, sending), 503);
  });

  test('refuses bodies of other types, broken ones, and too large ones', async () => {
    if (route.method === 'GET') return;
    expectProblem(await at(fake, path, { body: '{}', headers: { 'content-type': 'text/plain' } }), 415);
    expectProblem(await at(fake, path, { body: '{}' }), 415);
    const headers = { 'content-type': 'application/json' };
    expectProblem(await at(fake, path, { body: '{"a":}', headers }), 400);
    const limit = route.body?.limit ?? DEFAULT_LIMIT;
    const large = await at(fake, path, {
      body: '{',
      headers: { ...headers, 'content-length': String(limit + 1) },
    });
    expectProblem(large, 413);
    expect(large.json).toMatchObject({ limit });
  });

  test('refuses a broken escape', async () => {
    if (!route.path.includes('{')) return;
    expectProblem(await at(fake, `/_control${route.path.replace(/\{\w+\}/, '%E0%A4%A')}`), 400);
  });
});

/** Routes that do not depend on the namespace of the address. */
const usesNamespace = (operationId: string): boolean =>
  !/Namespaces?$|^getHealth$|^getDocument$|Problems?$|^listEdgeAccounts$/.test(operationId) &&
  operationId !== 'importSnapshot';

test('a failure of the testkit itself is a problem, too', async () => {
  const response = await send(broken.url, 'GET', '/_control/health');
  expect(response.json).toMatchObject({ status: 500, type: '/_control/problems/internal' });
  expectDocumented('getHealth', response);
});

test('every method but those of an address gets 405 with Allow', async () => {
  const response = await send(fake.url, 'PUT', '/_control/rules', { json: {} });
  expect(response.status).toBe(405);
  expect(response.headers['allow']).toBe('POST, GET, HEAD, DELETE');
  expect(fits('Problem', response.json)).toBe(true);
});

test('a request for an unknown address gets the known ones', async () => {
  const response = await send(fake.url, 'GET', '/_control/rule');
  expect(response.status).toBe(404);
  expect(fits('Problem', response.json)).toBe(true);
  expect(response.text).toContain('/rules/{id}');
});

test('HEAD has the headers of GET and no body', async () => {
  const response = await send(fake.url, 'HEAD', '/_control/health');
  expect([response.status, response.headers['content-type'], response.text]).toEqual([
    200,
    'application/json',
    '',
  ]);
});

test('every success and failure of the document was seen', () => {
  const documented = ROUTES.flatMap(({ operationId, path, method }) =>
    Object.keys(document.paths[path]?.[method.toLowerCase()]?.responses ?? {}).map(
      (status) => `${operationId} ${status}`,
    ),
  );
  // Only a mistake in the testkit brings a 500; where the namespace does not matter, its name is not looked at.
  const unseen = documented.filter((each) => !seen.has(each) && !/ 500$/.test(each));
  expect(
    unseen.filter((each) => usesNamespace(each.split(' ')[0] ?? '') || !/ (404|503)$/.test(each)),
  ).toEqual([]);
});

test('every body of the document has an example that fits its shape and is read', async () => {
  for (const { operationId, body } of ROUTES) {
    if (!body || operationId === 'importSnapshot') continue;
    expect(fitsBody(operationId, body.example), operationId).toBe(true);
    await body.read({ json: body.example });
  }
});

test('every kind of problem is explained where its type leads', async () => {
  for (const [name, { status, title }] of Object.entries(PROBLEMS)) {
    const { json } = await send(fake.url, 'GET', `/_control/problems/${name}`);
    expect(json).toMatchObject({ status, title, type: `/_control/problems/${name}` });
  }
});
