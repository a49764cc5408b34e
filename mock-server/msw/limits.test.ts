import http from 'node:http';
import { setTimeout as pass } from 'node:timers/promises';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { envelope } from '../testing/envelopes.js';
import { fourSharedHandlers } from './node.js';

// What msw does not do. When one of these fails, msw has learnt it: then it goes from the README.

const fake = fourSharedHandlers();
const server = setupServer(...fake);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => fake.reset());
afterAll(() => server.close());

const SERVICE = 'http://api.4shared.com/jax3/DesktopApp';
const CALL = envelope('getFreeSpace', 'user@example.com', 'secret');

test('a reset connection has no code on node:http', async () => {
  await fake.namespace().arm({ on: { kind: 'call' }, do: [{ act: 'reset', afterBytes: 0 }] });
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => {
    const headers = { 'content-type': 'text/xml' };
    http.request(SERVICE, { method: 'POST', headers }).on('error', resolve).end(CALL);
  });
  expect([error.name, error.code]).toEqual(['TypeError', undefined]);
});

test('node:http gets no 100 Continue', async () => {
  const sent = http.request(SERVICE, {
    method: 'POST',
    headers: { expect: '100-continue', 'content-length': 3 },
  });
  const heard: string[] = [];
  sent.on('continue', () => heard.push('continue')).on('error', () => {});
  sent.flushHeaders();
  await pass(50);
  expect(heard).toEqual([]);
  sent.destroy();
});

test('that a client on node:http went away is not noticed', async () => {
  await fake.namespace().arm({ on: { kind: 'call' }, do: [{ act: 'stall', afterBytes: 10 }] });
  const sent = http.request(SERVICE, { method: 'POST', headers: { 'content-type': 'text/xml' } });
  sent.on('error', () => {});
  sent.end(CALL);
  await new Promise((resolve) => sent.once('response', resolve));
  sent.destroy();
  await pass(50);
  expect(fake.journal.entries()).toEqual([]);
});
