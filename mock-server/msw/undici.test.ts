import { Readable } from 'node:stream';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Agent, FormData, MockAgent, request } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { envelope } from '../testing/envelopes.js';
import { fourSharedHandlers } from './node.js';
import { SENDERS } from './testing/senders.js';
import { md5, SoapClient } from './testing/soap-client.js';
import { throughFetch } from './undici.js';

const fake = fourSharedHandlers();
const server = setupServer(...fake);
const dispatcher = new Agent().compose(throughFetch(fake));

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => fake.reset());
afterAll(() => server.close());

const [[, send]] = SENDERS as [(typeof SENDERS)[number]];
const client = new SoapClient(send);
const SERVICE = 'https://api.4shared.com/jax3/DesktopApp';
const CALL = envelope('getFreeSpace', 'user@example.com', 'secret');
const XML = { 'content-type': 'text/xml' };

const text = async (response: Promise<Awaited<ReturnType<typeof request>>>): Promise<string> =>
  (await response).body.text();

test('a form of the package itself arrives with its fields and its file', async () => {
  const bytes = Buffer.from('hello, world');
  const form = await client.openForm();
  const id = await client.own('uploadStartFile', -1, 'a.txt', bytes.length);
  const body = new FormData();
  body.append('resumableFileId', id);
  body.append('resumableFirstByte', '0');
  body.append('FilePart', new Blob([bytes]), 'räksmörgås.txt');
  expect((await request(form, { dispatcher, method: 'POST', body })).statusCode).toBe(200);
  expect(await client.own('uploadFinishFile', id, md5(bytes))).toBe('');
  expect(fake.journal.entries({ kind: 'part' })).toMatchObject([
    { fileName: 'räksmörgås.txt', received: '12' },
  ]);
});

test.each([
  ['a text', CALL],
  ['bytes', Buffer.from(CALL)],
  ['a stream', Readable.from([CALL.slice(0, 50), CALL.slice(50)])],
])('%s is a body', async (_what, body) => {
  const response = await text(request(SERVICE, { dispatcher, method: 'POST', headers: XML, body }));
  expect(response).toContain('<return>16106127234</return>');
});

test.each([
  ['an object', { 'X-One': 'a', 'X-Many': ['b', 'c'] }],
  ['names and values in turn', ['X-One', 'a', 'X-Many', 'b', 'X-Many', 'c']],
  [
    'pairs',
    new Map([
      ['X-One', 'a'],
      ['X-Many', 'b, c'],
    ]),
  ],
])('%s are headers', async (_what, headers) => {
  const all = Array.isArray(headers)
    ? [...headers, 'content-type', 'text/xml']
    : headers instanceof Map
      ? new Map([...headers, ...Object.entries(XML)])
      : { ...headers, ...XML };
  await text(request(SERVICE, { dispatcher, method: 'POST', headers: all, body: CALL }));
  const [{ headers: seen } = { headers: [] }] = fake.journal.entries();
  expect(seen).toEqual(
    expect.arrayContaining([
      { name: 'x-one', value: 'a' },
      { name: 'x-many', value: 'b, c' },
    ]),
  );
});

test('a query is kept behind the path', async () => {
  const link = await client.directLink(await client.upload('a.txt', Buffer.from('x'), 1));
  const statuses = ['1', '2'].map(
    async (version) => (await request(link, { dispatcher, query: { version } })).statusCode,
  );
  expect(await Promise.all(statuses)).toEqual([200, 404]);
});

test('a redirection is answered, not followed', async () => {
  const { statusCode, headers } = await request('https://dc1.4shared.com/main/redirect.jsp?sId=x', {
    dispatcher,
  });
  expect([statusCode, headers['location']]).toEqual([307, 'https://dc1.4shared.com/main/upload.jsp?sId=x']);
});

test('a request that is given up ends with the reason', async () => {
  await fake.namespace().arm({ on: { kind: 'call' }, do: [{ act: 'hold', name: 'gate' }] });
  const abort = new AbortController();
  const answer = request(SERVICE, {
    dispatcher,
    method: 'POST',
    headers: XML,
    body: CALL,
    signal: abort.signal,
  });
  await fake.namespace().holds.arrived('gate');
  abort.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
});

test('a body that is not read in time is waited for', async () => {
  const bytes = Buffer.alloc(1_000_000, 'x');
  const link = await client.directLink(await client.upload('a.txt', bytes, bytes.length));
  const { body } = await request(link, { dispatcher });
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    await new Promise(setImmediate);
  }
  expect(length).toBe(bytes.length);
});

test('other addresses go their usual way, which is not fetch', async () => {
  server.use(http.all('http://elsewhere.example/*', () => HttpResponse.text('from msw')));
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent.get('http://elsewhere.example').intercept({ path: '/a' }).reply(200, 'from undici');
  const composed = agent.compose(throughFetch(fake));
  expect(await text(request('http://elsewhere.example/a', { dispatcher: composed }))).toBe('from undici');
});
