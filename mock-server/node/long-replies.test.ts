import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import supertest from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Act } from '../edge-cases/act.js';
import { createFake } from '../index.js';
import { envelope } from '../testing/envelopes.js';
import { type FourSharedFake, startFourShared } from './start.js';

const FILES = 20_000;
const fixture = {
  accounts: [
    {
      login: 'a@b.c',
      password: 'p',
      files: Array.from({ length: FILES }, (_, at) => ({ name: `é${at}.txt`, text: 'x' })),
    },
  ],
};

let fake: FourSharedFake;
let logged: string[];
beforeEach(async () => {
  logged = [];
  fake = await startFourShared({ fixture, storage: 'memory', log: ({ what }) => logged.push(what) });
});
afterEach(() => fake.close());

const items = (xml: string): number => xml.split('<item>').length - 1;

function post(text: string, charset = 'utf-8'): Promise<Response> {
  return fetch(`${fake.url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'Content-Type': `text/xml; charset=${charset}` },
    body: new Uint8Array(charset === 'utf-16' ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(text)),
  });
}

async function listed(charset = 'utf-8'): Promise<{ type: string; bytes: Uint8Array }> {
  const response = await post(envelope('getItems', 'a@b.c', 'p', -1), charset);
  return {
    type: response.headers.get('content-type') ?? '',
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

const call = async (...called: Parameters<typeof envelope>): Promise<string> =>
  (await post(envelope(...called))).text();

async function space(): Promise<void> {
  expect(await call('getFreeSpace', 'a@b.c', 'p')).toContain('<return>');
}

/** Sends a listing's request by itself. What comes back is not read before there is a listener. */
async function ask(version: '1.0' | '1.1'): Promise<Socket> {
  const body = envelope('getItems', 'a@b.c', 'p', -1);
  const socket = connect(fake.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST /jax3/DesktopApp HTTP/${version}\r\nHost: x\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}

test.each([
  ['utf-8', 'utf-8', 'é19999.txt'],
  ['iso-8859-1', 'latin1', 'é19999.txt'],
  ['us-ascii', 'latin1', '&#xe9;19999.txt'],
  ['utf-16', 'utf-16be', 'é19999.txt'],
] as const)('a long listing in %s is one document', async (charset, decoder, name) => {
  const { bytes, type } = await listed(charset);
  expect(type).toContain(`charset=${charset}`);
  const text = new TextDecoder(decoder).decode(bytes);
  expect(text.startsWith(`<?xml version='1.0' encoding='${charset.toUpperCase()}'?><S:Envelope`)).toBe(true);
  expect(text.endsWith('</item></return></ns2:getItemsResponse></S:Body></S:Envelope>')).toBe(true);
  expect(items(text)).toBe(FILES);
  expect(text).toContain(`<name>${name}</name>`);
  expect(text).not.toContain('\ufeff');
});

test('the Express app gives the same bytes', async () => {
  const { app, close } = createFake({ fixture });
  const response = await supertest(app)
    .post('/jax3/DesktopApp')
    .set('Content-Type', 'text/xml')
    .set('Host', `127.0.0.1:${fake.port}`)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .send(envelope('getItems', 'a@b.c', 'p', -1));
  const undated = (bytes: Uint8Array): string =>
    new TextDecoder().decode(bytes).replace(/<date>.*?<\/date>/g, '');
  expect(undated(response.body) === undated((await listed()).bytes)).toBe(true);
  await close();
});

test('HTTP/1.0 gets its length', async () => {
  const chunks: Buffer[] = [];
  for await (const chunk of await ask('1.0')) chunks.push(chunk);
  const response = Buffer.concat(chunks);
  const end = response.indexOf('\r\n\r\n') + 4;
  const head = response.subarray(0, end).toString();
  expect(Number(/^content-length: (\d+)/im.exec(head)?.[1])).toBe(response.length - end);
  expect(items(response.subarray(end).toString())).toBe(FILES);
});

test('other calls are answered while it goes out', async () => {
  let isOver = false;
  const long = listed().then(() => {
    isOver = true;
  });
  let between = 0;
  while (!isOver) {
    await space();
    if (!isOver) between += 1;
  }
  await long;
  expect(between).toBeGreaterThan(10);
});

test('it waits for a client that does not read', async () => {
  const socket = await ask('1.1');
  for (let call = 0; call < 20; call++) await space();
  expect(logged).not.toContain('getItems');
  let received = '';
  for await (const chunk of socket) received += chunk;
  expect(items(received)).toBe(FILES);
  await expect.poll(() => logged).toContain('getItems');
});

test('a client that goes away in the middle leaves a call that was cut', async () => {
  const socket = await ask('1.1');
  socket.once('data', () => socket.resetAndDestroy());
  await expect.poll(() => fake.namespace().journal.entries()).toMatchObject([{ outcome: 'cut' }]);
  await space();
});

test('the journal shows its text, and later events do not change that', async () => {
  const shown = (): unknown[] => {
    const [entry] = fake.namespace().journal.entries({ operation: 'getItems' });
    return entry?.kind === 'call' && Array.isArray(entry.result) ? entry.result : [];
  };
  await listed();
  const before = shown();
  expect(before).toHaveLength(FILES);
  const file = fake.world.find('a@b.c', 'é0.txt');
  await call('renameFile', 'a@b.c', 'p', file?.id ?? 0n, 'other.txt');
  expect(fake.world.find('a@b.c', 'other.txt')).toBe(file);
  expect(shown()).toEqual(before);
});

test('rules cut it and respell it', async () => {
  const arm = (act: Act) =>
    fake.namespace().arm({ on: { kind: 'call', operation: 'getItemsPartial' }, do: [act], times: 1 });
  const page = () => call('getItemsPartial', 'a@b.c', 'p', -1, 0, 1000);
  const whole = await page();
  arm({ act: 'dialect', dialect: { quotes: 'single', emptyTags: 'long' } });
  expect(items(await page())).toBe(1000);
  arm({ act: 'reset', afterBytes: 100_000n });
  await expect(page()).rejects.toThrow();
  expect(await page()).toBe(whole);
});
