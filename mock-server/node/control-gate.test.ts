import { connect } from 'node:net';
import express from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, createFake, type FourSharedFake, type LogEntry, startFourShared } from '../index.js';

let fake: FourSharedFake;
const log: LogEntry[] = [];

beforeAll(async () => {
  fake = await startFourShared({
    storage: 'memory',
    publicUrl: 'https://fake.example/sub',
    controlHosts: ['Compose'],
    log: (entry) => log.push(entry),
  });
});
afterAll(() => fake.close());

/** Sends the bytes of a request as they are; the server closes the connection after its answer. */
function raw(head: string, port = fake.port): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${head.trim().replaceAll('\n', '\r\n')}\r\n\r\n`),
    );
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

/** A reset, since that is what a stranger must not be able to do. */
const reset = (headers: string, target = '/_control/reset'): Promise<string> =>
  raw(`POST ${target} HTTP/1.1\nConnection: close\nContent-Length: 0\n${headers}`);

const statusOf = (response: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);

describe('names of this server', () => {
  test.each([
    ['127.0.0.1:4040'],
    ['127.0.0.1'],
    ['192.168.1.7:80'],
    ['[::1]:4040'],
    ['[fe80::1]'],
    ['localhost:4040'],
    ['LOCALHOST'],
    ['my.localhost'],
    ['fake.example'],
    ['fake.example:8443'],
    ['compose:4040'],
  ])('%s', async (host) => {
    expect(statusOf(await reset(`Host: ${host}`))).toBe(204);
  });
});

describe('names of others', () => {
  test.each([
    ['evil.example'],
    ['localhost.evil.example'],
    ['evillocalhost'],
    ['fake.example.evil.example'],
    ['127.0.0.1.evil.example'],
    ['127.0.0.1@evil.example'],
    ['evil.example:4040'],
    ['2130706433'],
    ['0x7f.1'],
    ['[::1].evil.example'],
    ['[nonsense]'],
    [''],
    ['localhost, evil.example'],
    ['localhost\nHost: evil.example'],
  ])('%j', async (host) => {
    const response = await reset(`Host: ${host}`);
    // Node itself refuses two of them.
    expect([400, 403]).toContain(statusOf(response));
    if (statusOf(response) === 403) expect(response).toContain('/_control/problems/foreign-host');
  });

  test('in the request line, with any Host', async () => {
    expect(statusOf(await reset('Host: localhost', 'http://evil.example/_control/reset'))).toBe(403);
    expect(statusOf(await reset('Host: evil.example', 'http://localhost/_control/reset'))).toBe(403);
    expect(statusOf(await reset('Host: localhost', 'http://localhost:4040/_control/reset'))).toBe(204);
  });

  test('none at all', async () => {
    const response = await raw('POST /_control/reset HTTP/1.0\nContent-Length: 0');
    expect(response).toContain('has no header Host');
    expect(statusOf(response)).toBe(403);
  });
});

describe('pages', () => {
  test.each([
    ['Origin: http://localhost:4040'],
    ['Origin: https://fake.example'],
    ['Sec-Fetch-Site: same-origin\nOrigin: http://localhost:4040'],
    ['Sec-Fetch-Site: none'],
  ])('of this server may: %s', async (headers) => {
    expect(statusOf(await reset(`Host: localhost:4040\n${headers}`))).toBe(204);
  });

  test.each([
    ['Origin: http://evil.example'],
    ['Origin: null'],
    ['Origin: '],
    ['Origin: http://localhost'],
    ['Origin: http://localhost:4041'],
    ['Origin: https://localhost:4040'],
    ['Origin: http://localhost:4040.evil.example'],
    ['Origin: http://127.0.0.1:4040'],
    ['Origin: http://localhost:4040\nOrigin: http://evil.example'],
    ['Sec-Fetch-Site: cross-site'],
    ['Sec-Fetch-Site: same-site'],
    ['Sec-Fetch-Site: Cross-Site\nOrigin: http://localhost:4040'],
  ])('of others may not: %s', async (headers) => {
    const response = await reset(`Host: localhost:4040\n${headers}`);
    expect(statusOf(response)).toBe(403);
    expect(response).toContain('/_control/problems/foreign-origin');
    expect(response).not.toMatch(/access-control/i);
  });

  test('get no permission by asking first', async () => {
    const asked = 'Access-Control-Request-Method: PUT\nAccess-Control-Request-Headers: content-type';
    for (const origin of ['http://evil.example', 'http://localhost:4040']) {
      const response = await raw(
        `OPTIONS /_control/fixture HTTP/1.1\nHost: localhost:4040\nConnection: close\nOrigin: ${origin}\n${asked}`,
      );
      expect([403, 405]).toContain(statusOf(response));
      expect(response).not.toMatch(/access-control/i);
    }
  });
});

test('who is refused makes no namespace', async () => {
  expect(statusOf(await reset('Host: evil.example', '/~stranger/_control/reset'))).toBe(403);
  expect(fake.namespace().world).toBeDefined();
  expect(
    await raw('GET /_control/namespaces/stranger HTTP/1.1\nHost: localhost\nConnection: close'),
  ).toContain('HTTP/1.1 404');
});

test('the log lists requests, and has no token in it', async () => {
  log.length = 0;
  await reset('Host: localhost\nAuthorization: Bearer s3cret');
  expect(log).toMatchObject([{ what: 'POST /_control/reset', result: '204' }]);
  expect(JSON.stringify(log)).not.toContain('s3cret');
});

describe('with a token', () => {
  let guarded: FourSharedFake;
  beforeAll(async () => {
    guarded = await startFourShared({ storage: 'memory', controlToken: 't0k/en+=' });
  });
  afterAll(() => guarded.close());
  const health = (headers: string) =>
    raw(`GET /_control/health HTTP/1.1\nHost: localhost\nConnection: close\n${headers}`, guarded.port);

  test.each([
    ['', 'has no bearer token'],
    ['Authorization: Basic dDBr', 'has no bearer token'],
    ['Authorization: Bearer', 'has no bearer token'],
    ['Authorization: Bearer t0k/en', 'is another one'],
    ['Authorization: Bearer t0k/en+==', 'is another one'],
    ['Authorization: Bearer T0K/EN+=', 'is another one'],
  ])('%j is refused', async (headers, text) => {
    const response = await health(headers);
    expect(statusOf(response)).toBe(401);
    expect(response).toMatch(/^WWW-Authenticate: Bearer realm=/m);
    expect(response).toContain(text);
    expect(response).not.toContain('t0k/en+=');
  });

  test('the right one is let in, but not from a foreign page', async () => {
    expect(statusOf(await health('authorization: bearer t0k/en+='))).toBe(200);
    expect(statusOf(await health('Authorization: Bearer t0k/en+=\nOrigin: http://evil.example'))).toBe(403);
  });

  test('calls of the service need none', async () => {
    const response = await raw(
      'GET /jax3/DesktopApp?wsdl HTTP/1.1\nHost: evil.example\nConnection: close',
      guarded.port,
    );
    expect(statusOf(response)).toBe(200);
  });

  test('an empty one is a mistake', () => {
    expect(() => createApp({ controlToken: '' })).toThrow(
      'controlToken must have 1 to 1000 visible ASCII characters',
    );
  });
});

test('without control it is an unknown path, as any other', async () => {
  const off = await startFourShared({ storage: 'memory', control: false });
  const [control, other] = await Promise.all(
    ['/_control/health', '/nothing'].map((path) => fetch(off.url + path)),
  );
  expect(control?.status).toBe(404);
  expect(await control?.text()).toBe(await other?.text());
  await off.close();
});

describe('the Express app', () => {
  test('answers the same', async () => {
    const { app, namespace, close } = createFake();
    await supertest(app)
      .post('/~t/_control/rules')
      .send({ on: { kind: 'call' }, do: [{ act: 'nil' }] })
      .expect(201);
    expect(namespace('t').rules.list()).toHaveLength(1);
    await supertest(app).get('/_control/health').set('Host', 'evil.example').expect(403);
    await close();
  });

  test('also below a path', async () => {
    const outer = express().use('/inside', createApp());
    await supertest(outer).get('/inside/_control/health').expect(200);
    await supertest(outer).get('/inside/~t/_control/clock').expect(200);
    await supertest(outer).get('/inside/_controlled').expect(404);
  });
});
