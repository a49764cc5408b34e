import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../index.js';
import { envelope, returned } from '../testing/envelopes.js';

let fake: FourSharedFake;
beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
});
afterAll(() => fake.close());

const post = async (url: string, body: string): Promise<string> =>
  (await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })).text();

test.each<[what: string, method: string, path: string, headers: Record<string, string>, status: number]>([
  ['too large', 'POST', '/rules', {}, 413],
  ['for no address', 'POST', '/nothing', {}, 404],
  ['for another method', 'PATCH', '/rules', {}, 405],
  ['of another type', 'POST', '/rules', { 'Content-Type': 'text/csv' }, 415],
  ['of a foreign page', 'POST', '/rules', { 'Sec-Fetch-Site': 'cross-site' }, 403],
])(
  'a large body that is refused as %s does not hide the answer',
  async (_what, method, path, headers, status) => {
    for (let n = 0; n < 5; n++) {
      const answer = await fetch(`${fake.url}/_control${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', ...headers },
        body: Buffer.alloc(status === 415 ? 1_000_000 : 20_000_000, 32),
      });
      expect([answer.status, (await answer.json()).status]).toEqual([status, status]);
    }
  },
);

test.each(['1.0', '1.1'])(
  'nor from a client of HTTP/%s that wants the connection to end',
  async (version) => {
    const { port } = new URL(fake.url);
    for (let n = 0; n < 5; n++) {
      const socket = connect(Number(port), '127.0.0.1');
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        received += text;
      });
      socket.write(
        `POST /_control/rules HTTP/${version}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 20000000\r\n\r\n`,
      );
      // What it has written it sends to the end before it reads.
      socket.pause();
      await new Promise<void>((resolve) => socket.write(Buffer.alloc(20_000_000, 32), () => resolve()));
      socket.resume();
      await once(socket, 'close');
      expect(received).toMatch(/^HTTP\/1\.1 413 /);
    }
  },
);

test('an export of more than 64 MiB can be imported again', async () => {
  const { login, password } = fake.account;
  const { world } = fake.namespace('large');
  const key = returned(
    await post(`${fake.url}/~large/jax3/DesktopApp`, envelope('createUploadSessionKey', login, password, -1)),
  );
  const upload = `${fake.url}/~large/main/upload5.jsp?sId=${key}`;
  await (
    await fetch(upload, {
      method: 'POST',
      headers: { 'x-file-name': 'a.bin' },
      body: randomBytes(52_000_000),
    })
  ).text();
  const used = world.account(login)?.space.stored;
  const snapshots = `${fake.url}/~large/_control/snapshots`;
  await fetch(`${snapshots}/one`, { method: 'PUT' });
  const exported = await (await fetch(`${snapshots}/one/export`)).arrayBuffer();
  expect(exported.byteLength).toBeGreaterThan(64 * 1024 * 1024);
  const imported = await fetch(`${snapshots}/two/import`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: exported,
  });
  expect([imported.status, await imported.json()]).toEqual([200, expect.objectContaining({ name: 'two' })]);
  await fake.namespace('large').reset();
  expect((await fetch(`${snapshots}/two/restore`, { method: 'POST' })).status).toBe(200);
  expect(fake.namespace('large').world.account(login)?.space.stored).toBe(used);
});
