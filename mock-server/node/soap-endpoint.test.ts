import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEntry } from '../http/request-log.js';
import { type FourSharedFake, startFourShared } from '../index.js';
import { envelope, faultString, rawEnvelope, returned } from '../testing/envelopes.js';

const CALL = envelope('getFreeSpace', 'user@example.com', 'secret');

let fake: FourSharedFake;
const log: LogEntry[] = [];

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory', log: (entry) => log.push(entry) });
});
afterAll(() => fake.close());

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  readonly server?: FourSharedFake;
}

function ask(
  path: string,
  { method = 'POST', headers = {}, body = '', server = fake }: Ask = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

describe('calls', () => {
  test.each([
    '/jax3/Desktop%41pp',
    '/%6aax3/%44esktopApp/',
    '/jax3/DesktopApp;jsessionid=0A1B2C',
    '/jax3;v=1/DesktopApp;jsessionid=0A1B2C?x=1',
    '//jax3//DesktopApp',
    '//~doubled//jax3/DesktopApp',
    '/servlet/services/Desktop%41pp;jsessionid=1',
    '/%7Eencoded/jax3/DesktopApp',
    '/%7eencoded/jax3/Desktop%41pp;jsessionid=1',
  ])('are answered at %s, too', async (path) => {
    const response = await ask(path, { headers: { 'content-type': 'text/xml' }, body: CALL });
    expect([response.status, returned(response.text)]).toEqual([200, expect.stringMatching(/^\d+$/)]);
    expect((await ask(`${path.replace(/\?.*/, '')}?wsdl`, { method: 'GET' })).text).toContain(
      '</definitions>',
    );
  });

  test('are answered under all three addresses, chunked, without a length', async () => {
    for (const path of ['/jax3/DesktopApp', '/jax2/DesktopApp', '/servlet/services/DesktopApp']) {
      const response = await ask(path, { headers: { 'content-type': 'text/xml' }, body: CALL });
      expect(response).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/xml; charset=utf-8', 'transfer-encoding': 'chunked' },
      });
      expect(response.headers['content-length']).toBeUndefined();
      expect(BigInt(returned(response.text))).toBeGreaterThan(0n);
    }
  });

  test('pay no attention to SOAPAction, query or a missing content type; PUT is taken like POST', async () => {
    const asks: Ask[] = [
      { headers: { soapaction: '"http://other/getRoot"' } },
      { headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '' } },
      { method: 'PUT' },
      {},
    ];
    for (const each of asks)
      for (const path of ['/jax3/DesktopApp', '/jax3/DesktopApp?wsdl'])
        expect((await ask(path, { ...each, body: CALL })).status).toBe(200);
  });

  test('of another content type are 415 with an empty body', async () => {
    for (const type of ['application/soap+xml', 'application/xml', 'application/json', 'text/plain'])
      expect(await ask('/jax3/DesktopApp', { headers: { 'content-type': type }, body: CALL })).toMatchObject({
        status: 415,
        text: '',
      });
  });

  test('DELETE is a call with an empty body, other methods are not allowed', async () => {
    const deleted = await ask('/jax3/DesktopApp', { method: 'DELETE' });
    expect(deleted.status).toBe(500);
    expect(faultString(deleted.text)).toMatch(
      /^Couldn't create SOAP message due to exception: XML reader error: /,
    );
    expect((await ask('/jax3/DesktopApp', { method: 'OPTIONS' })).status).toBe(405);
  });

  test('of an HTTP/1.0 client are answered with a length', async () => {
    const { connect } = await import('node:net');
    const socket = connect(fake.port, '127.0.0.1');
    socket.write(`POST /jax3/DesktopApp HTTP/1.0\r\nContent-Length: ${CALL.length}\r\n\r\n${CALL}`);
    let text = '';
    for await (const chunk of socket) text += chunk;
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head.toLowerCase()).toContain(`content-length: ${body.length}`);
    expect(head.toLowerCase()).not.toContain('transfer-encoding');
  });

  test('gzip is not understood, unless lenient', async () => {
    const headers = { 'content-type': 'text/xml', 'content-encoding': 'gzip' };
    const refused = await ask('/jax3/DesktopApp', { headers, body: gzipSync(CALL) });
    expect(refused.status).toBe(500);
    expect(log.at(-1)?.warnings[0]).toBe(
      'the body is compressed with gzip; the service does not unpack it (--lenient does)',
    );
    const lenient = await startFourShared({ lenient: true, storage: 'memory' });
    const taken = await ask('/jax3/DesktopApp', { headers, body: gzipSync(CALL), server: lenient });
    const broken = await ask('/jax3/DesktopApp', {
      headers,
      body: gzipSync(CALL).subarray(0, 40),
      server: lenient,
    });
    await lenient.close();
    expect([taken.status, broken.status]).toEqual([200, 500]);
  });
});

describe('a path in other letters', () => {
  test('is not found, and page and log say why', async () => {
    for (const method of ['POST', 'GET']) {
      const before = log.length;
      const response = await ask('/JAX3/desktopapp?wsdl', { method, body: method === 'POST' ? CALL : '' });
      expect([response.status, response.text]).toEqual([404, expect.stringContaining('lower case matter')]);
      const [entry] = log.slice(before);
      expect(entry?.result).toMatch(/^404: .*--lenient/);
    }
  });

  test('reaches a lenient server, with a warning', async () => {
    const notes: LogEntry[] = [];
    const lenient = await startFourShared({
      lenient: true,
      storage: 'memory',
      log: (entry) => notes.push(entry),
    });
    const called = await ask('/JAX3/desktopapp', { body: CALL, server: lenient });
    const described = await ask('/JAX3/desktopapp?Wsdl', { method: 'GET', server: lenient });
    await lenient.close();
    expect([called.status, described.text]).toEqual([200, expect.stringContaining('<definitions')]);
    expect(notes[0]?.warnings).toEqual(['the path is in other letters; the service does not know it']);
  });
});

test('DELETE with a body is a call, as for the service', async () => {
  const headers = { 'content-length': String(CALL.length) };
  const response = await ask('/jax3/DesktopApp', { method: 'DELETE', headers, body: CALL });
  expect([response.status, returned(response.text)]).toEqual([200, expect.stringMatching(/^\d+$/)]);
});

describe('descriptions', () => {
  test.each(['jax2', 'jax3'])(
    '%s: imports and address lead back to where they were asked for',
    async (version) => {
      for (const query of ['?wsdl', '?WSDL', '?wsdl&forDownloadHelper=true', '?a=b&wsdl']) {
        const response = await ask(`/${version}/DesktopApp${query}`, {
          method: 'GET',
          headers: { host: 'fake.test:81' },
        });
        expect(response).toMatchObject({
          status: 200,
          headers: { 'content-type': 'text/xml;charset=utf-8' },
        });
        const endpoint = `http://fake.test:81/${version}/DesktopApp`;
        expect(response.text).toContain(`schemaLocation="${endpoint}?xsd=1"`);
        expect(response.text).toContain(`schemaLocation="${endpoint}?xsd=2"`);
        expect(response.text).toContain(`<soap:address location="${endpoint}"/>`);
      }
      const schema = await ask(`/${version}/DesktopApp?xsd=2`, { method: 'GET' });
      expect(schema.text).toContain('name="accountItem"');
    },
  );

  test('an unknown document is 404, HEAD knows only the description', async () => {
    for (const query of ['?xsd=3', '?wsdl=1']) {
      const response = await ask(`/jax3/DesktopApp${query}`, { method: 'GET' });
      expect(response.status).toBe(404);
      expect(response.text).toContain('404 Not Found: Invalid Request');
    }
    expect(await ask('/jax3/DesktopApp?wsdl', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    expect(await ask('/jax3/DesktopApp', { method: 'HEAD' })).toMatchObject({ status: 404, text: '' });
  });

  test('a GET without a question is a page that lists the operations', async () => {
    const jax3 = await ask('/jax3/DesktopApp?foo', { method: 'GET' });
    expect(jax3).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(jax3.text.match(/<li>/g)).toHaveLength(94);
    expect(jax3.text).toContain('<title>Web Services</title>');
    expect((await ask('/jax2/DesktopApp', { method: 'GET' })).text.match(/<li>/g)).toHaveLength(84);
  });
});

describe('the log', () => {
  test('has what was called, by whom and with what result, and never a password', async () => {
    log.length = 0;
    await ask('/jax3/DesktopApp', { body: CALL });
    await ask('/jax3/DesktopApp', { body: envelope('getRoot', 'user@example.com', 'wrong-password') });
    await ask('/jax3/DesktopApp', {
      body: rawEnvelope('login', '<x:arg0 xmlns:x="urn:x">a</x:arg0><arg1>secret</arg1>'),
    });
    expect(log).toMatchObject([
      { what: 'getFreeSpace', account: 'user@example.com', result: expect.stringMatching(/^\d+$/) },
      { what: 'getRoot', account: 'user@example.com', result: 'fault: Invalid login or password' },
      {
        what: 'login',
        warnings: expect.arrayContaining([expect.stringMatching(/^arg0 is in (a|the) namespace/)]),
      },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/secret|wrong-password/);
  });
});
