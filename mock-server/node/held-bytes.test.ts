import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Service } from '../http/service.js';
import { envelope, rawEnvelope, returned } from '../testing/envelopes.js';
import { createService } from './create-service.js';
import { createListener } from './listener.js';

const MEBIBYTE = 1024 * 1024;

let service: Service;
let server: Server;
let port: number;
beforeAll(async () => {
  service = createService({ maxHeldBytes: MEBIBYTE }, 'memory');
  server = createListener(service).server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await service.namespaces.close();
});

/** A connection on which a call comes, with what is answered. */
class Arriving {
  received = '';
  readonly socket: Socket;
  readonly #body: string;

  constructor(path: string, type: string, body: string) {
    this.#body = body;
    this.socket = connect(port, '127.0.0.1');
    this.socket.setEncoding('latin1').on('data', (text: string) => {
      this.received += text;
    });
    this.socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
    );
  }

  /** Sends all but the last byte. */
  send(): void {
    this.socket.write(this.#body.slice(0, -1));
  }

  async finish(): Promise<string> {
    this.socket.write(this.#body.slice(-1));
    await once(this.socket, 'close');
    return this.received;
  }
}

const largeCall = (length: number): Arriving =>
  new Arriving(
    '/jax3/DesktopApp',
    'text/xml',
    rawEnvelope(
      'getFreeSpace',
      `<arg0>user@example.com</arg0><arg1>secret</arg1><x>${'x'.repeat(length)}</x>`,
    ),
  );

const entries = () => service.namespaces.main.journal.entries();

/** Waits until the server has read what was sent. */
const isHeld = (bytes: number) => expect.poll(() => service.held.held).toBeGreaterThan(bytes);

test('calls that together hold too much are answered 503, and later ones are answered', async () => {
  const first = largeCall(800_000);
  first.send();
  await isHeld(700_000);
  const second = largeCall(800_000);
  second.send();
  await expect.poll(() => second.received).toMatch(/^HTTP\/1\.1 503 [\s\S]*\r\nRetry-After: 1\r\n/);
  expect(entries().at(-1)).toMatchObject({
    outcome: 'error',
    status: 503,
    warnings: [expect.stringContaining('maxHeldBytes')],
  });
  expect(returned(await first.finish())).toMatch(/^\d+$/);
  await second.finish();
  expect(service.held.held).toBe(0);
  const third = largeCall(800_000);
  third.send();
  expect(returned(await third.finish())).toMatch(/^\d+$/);
});

test('bodies of the control API count, too, and are answered with Retry-After', async () => {
  const first = largeCall(900_000);
  first.send();
  await isHeld(800_000);
  const answer = await fetch(`http://127.0.0.1:${port}/_control/fixture`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: ' '.repeat(900_000),
  });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await answer.json()).toMatchObject({ type: '/_control/problems/busy' });
  await first.finish();
});

test('one request alone is bounded by its own limits, and small calls by none of these', async () => {
  const large = largeCall(4 * MEBIBYTE);
  large.send();
  await isHeld(3 * MEBIBYTE);
  const small = await fetch(`http://127.0.0.1:${port}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: envelope('getFreeSpace', 'user@example.com', 'secret'),
  });
  expect(returned(await small.text())).toMatch(/^\d+$/);
  expect(returned(await large.finish())).toMatch(/^\d+$/);
});

test('a client that leaves gives back what its call held', async () => {
  const call = largeCall(900_000);
  call.send();
  await isHeld(800_000);
  call.socket.destroy();
  await expect.poll(() => service.held.held).toBe(0);
});
