import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../index.js';
import { envelope, returned } from '../testing/envelopes.js';
import { type FourSharedFake, startFourShared } from './start.js';

const NAME = 'Ünïcödé 日本 😀';

let fake: FourSharedFake;
beforeAll(async () => {
  fake = await startFourShared({
    fixture: { accounts: [{ login: 'a@b.test', password: 'p', files: [{ name: NAME, text: 'x' }] }] },
  });
});
afterAll(() => fake.close());

const call = (name: string): string => {
  const body = envelope(name, 'a@b.test', 'p', -1);
  const head = `POST /jax3/DesktopApp HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}`;
  return `${head}\r\n\r\n${body}`;
};

/** What a server sends on one connection until it has sent so many ends of a chunked body. */
function exchange(port: number, text: string, ends: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.setEncoding('utf8').on('error', reject);
    socket.on('data', (more: string) => {
      received += more;
      if (received.split('\r\n0\r\n\r\n').length <= ends) return;
      socket.destroy();
      resolve(received);
    });
  });
}

test('a response is one chunk whose length is in bytes, and the connection goes on', async () => {
  const received = await exchange(fake.port, call('getItems') + call('noSuchOperation'), 2);
  const responses = received.split(/(?<=\r\n0\r\n\r\n)/);
  expect(responses).toHaveLength(2);
  for (const response of responses) {
    const [, head = '', length = '', body = ''] =
      /^(.*?\r\n)\r\n([0-9a-f]+)\r\n(.*)\r\n0\r\n\r\n$/s.exec(response) ?? [];
    expect(head).toMatch(/\r\nTransfer-encoding: chunked\r\n/);
    expect(Number.parseInt(length, 16)).toBe(Buffer.byteLength(body));
    expect(body).toMatch(/^<\?xml .*<\/S:Envelope>$/s);
  }
  expect(received).toContain(NAME);
});

test('a HEAD request gets no chunk', async () => {
  const response = await fetch(`${fake.url}/jax3/DesktopApp?wsdl`, { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test('middleware that replaces end receives the body itself', async () => {
  const bodies: unknown[] = [];
  const app = express();
  app.use((_request, response, next) => {
    const end = response.end.bind(response);
    response.end = ((body: string) => {
      bodies.push(body);
      return end(body);
    }) as typeof response.end;
    next();
  });
  app.use(createApp());
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: envelope('getFreeSpace', 'user@example.com', 'secret'),
  });
  const text = await response.text();
  expect(returned(text)).toMatch(/^\d+$/);
  expect(bodies).toEqual([text]);
  server.close();
});
