import express from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, type FourSharedFake, type LogEntry, startFourShared } from '../index.js';
import { fourSharedHandlers } from '../msw/node.js';
import { envelope } from '../testing/envelopes.js';

let fake: FourSharedFake;
let open: FourSharedFake;
const log: LogEntry[] = [];

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory', log: (entry) => log.push(entry) });
  open = await startFourShared({ storage: 'memory', allowOrigins: ['http://localhost:3000'] });
});
afterAll(() => Promise.all([fake.close(), open.close()]));

const BODY = envelope('createNewFolder', 'user@example.com', 'secret', -1, 'made');

const post = (server: FourSharedFake, path: string, headers: Record<string, string>) =>
  supertest(server.url).post(path).set(headers).send(BODY);

const PATHS = [
  '/jax3/DesktopApp',
  '/servlet/services/DesktopApp',
  '/JAX2/desktopapp/',
  '/main/upload.jsp',
  '/main/upload5.jsp',
  '/nowhere',
];

test.each(
  PATHS.flatMap(
    (path) =>
      [
        [path, { origin: 'http://evil.example' }],
        [path, { origin: 'null' }],
        [path, { 'sec-fetch-site': 'cross-site' }],
        [path, { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }],
        [`/~foreign${path}`, { origin: 'http://evil.example' }],
      ] as const,
  ),
)('a post of a foreign page to %s is refused: %j', async (path, headers) => {
  const { status, text } = await post(fake, path, { 'content-type': 'text/xml', ...headers });
  expect(status).toBe(403);
  expect(text).toMatch(/^The request comes from a web page of .*--allow-origin/);
  expect(log.at(-1)).toMatchObject({ result: expect.stringContaining('403: The request comes from') });
  expect(fake.world.find('user@example.com', 'made')).toBeUndefined();
  expect(fake.namespaces().map(({ name }) => name)).toEqual(['']);
});

test.each([
  ['a program', {}],
  ['a page of this server', { origin: 'SELF', 'sec-fetch-site': 'same-origin' }],
  ['a user who typed the address', { 'sec-fetch-site': 'none' }],
])('%s may post', async (_, headers: Record<string, string>) => {
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value === 'SELF' ? fake.url : value]),
  );
  expect((await post(fake, '/jax3/DesktopApp', { 'content-type': 'text/xml', ...own })).status).toBe(200);
});

test('an origin that is allowed may post, and no other', async () => {
  const from = (origin: string) =>
    post(open, '/jax3/DesktopApp', { 'content-type': 'text/xml', origin, 'sec-fetch-site': 'same-site' });
  expect((await from('http://localhost:3000')).status).toBe(200);
  expect((await from('http://localhost:3001')).status).toBe(403);
});

test('pages may be looked at from anywhere', async () => {
  const response = await fetch(`${fake.url}/jax3/DesktopApp?wsdl`, {
    headers: { origin: 'http://evil.example' },
  });
  expect(response.status).toBe(200);
});

test('a mounted app refuses, too', async () => {
  const app = express().use(createApp());
  const response = await supertest(app)
    .post('/jax3/DesktopApp')
    .set({ 'content-type': 'text/xml', origin: 'http://evil.example' })
    .send(BODY);
  expect(response.status).toBe(403);
});

test('handlers of msw answer pages of any origin, as only those of the same process get there', async () => {
  const handlers = fourSharedHandlers();
  const request = new Request('https://api.4shared.com/jax3/DesktopApp', {
    method: 'POST',
    headers: { 'content-type': 'text/xml', origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' },
    body: BODY,
  });
  expect((await handlers.respond(request))?.status).toBe(200);
  await handlers.close();
});
