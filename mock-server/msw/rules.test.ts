import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RuleInput } from '../edge-cases/rule-schema.js';
import { fourSharedHandlers } from './node.js';
import { SENDERS, sendersOfUndici } from './testing/senders.js';
import { SoapClient } from './testing/soap-client.js';

const fake = fourSharedHandlers();
const server = setupServer(...fake);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => fake.reset());
afterAll(() => server.close());

const arm = (...rules: readonly RuleInput[]) => fake.namespace().arm(...rules);

const FREE: RuleInput['on'] = { kind: 'call', operation: 'getFreeSpace' };

describe.each([...SENDERS, ...sendersOfUndici(fake)])('%s', (_name, send) => {
  const client = new SoapClient(send);

  test('results and faults that a rule chooses', async () => {
    await arm({ on: FREE, do: [{ act: 'return', value: '7' }], times: 1 });
    expect(await client.own('getFreeSpace')).toBe('7');
    await arm({ on: FREE, do: [{ act: 'fault', text: 'not today' }] });
    await expect(client.own('getFreeSpace')).rejects.toThrow('not today');
  });

  test('a status of 503 with headers and a body', async () => {
    const headers = { 'Retry-After': '120', 'X-Twice': 'a' };
    await arm({ on: FREE, do: [{ act: 'status', status: 503, body: 'closed', headers }] });
    const { endpoint } = { endpoint: 'https://api.4shared.com/jax3/DesktopApp' };
    const got = await send('POST', endpoint, { 'content-type': 'text/xml' }, Buffer.from('<x/>'));
    expect(got.status).toBe(500);
    await expect(client.own('getFreeSpace')).rejects.toThrow('503');
  });

  test.each([
    ['reset before the head', { act: 'reset', afterBytes: 0 }],
    ['hung up', { act: 'hang-up' }],
    ['reset in the body', { act: 'reset', afterBytes: 20 }],
    ['truncated', { act: 'truncate', afterBytes: 20 }],
  ] as const)('a call that is %s fails', async (_what, act) => {
    await arm({ on: FREE, do: [act] });
    await expect(client.own('getFreeSpace')).rejects.toThrow();
    expect(fake.journal.entries()).toMatchObject([{ outcome: expect.stringMatching(/cut|broken|aborted/) }]);
  });

  test('a download that breaks off is no whole file, and is not counted', async () => {
    const id = await client.upload('a.txt', Buffer.alloc(200_000, 'x'), 200_000);
    await arm({ on: { kind: 'download' }, do: [{ act: 'truncate', afterBytes: 100_000 }] });
    await expect(client.get(await client.directLink(id))).rejects.toThrow();
    expect(await client.own('getFileInfo', id)).toContain('<downloadCount>0</downloadCount>');
  });

  test('a part that is cut off is kept as far as it came', async () => {
    await arm({ on: { kind: 'part' }, do: [{ act: 'reset', afterBytes: 1000, direction: 'in' }] });
    await expect(client.upload('a.txt', Buffer.alloc(5000, 'x'), 5000)).rejects.toThrow();
    expect(fake.journal.entries({ kind: 'part' })).toMatchObject([{ received: '1000' }]);
  });

  test('delays and slow lines take their time', async () => {
    await arm({
      on: FREE,
      do: [
        { act: 'delay', ms: 60 },
        { act: 'throttle', bytesPerSecond: 5000 },
      ],
    });
    const began = performance.now();
    expect(BigInt(await client.own('getFreeSpace'))).toBeGreaterThan(0n);
    expect(performance.now() - began).toBeGreaterThan(59);
  });

  test('a call that is held goes on when it is released', async () => {
    await arm({ on: FREE, do: [{ act: 'hold', name: 'gate' }] });
    const { holds } = fake.namespace();
    const answer = client.own('getFreeSpace');
    expect(await holds.arrived('gate')).toHaveLength(1);
    holds.release('gate');
    expect(BigInt(await answer)).toBeGreaterThan(0n);
  });

  test('resetting the fake ends what stalls', async () => {
    await arm({
      on: FREE,
      do: [
        { act: 'hold', name: 'gate' },
        { act: 'stall', afterBytes: 10 },
      ],
    });
    const answer = client.own('getFreeSpace').then(
      () => 'answered',
      () => 'failed',
    );
    await fake.namespace().holds.arrived('gate');
    await fake.reset();
    expect(await answer).toMatch(/answered|failed/);
  });
});

test('a request that is given up is noticed', async () => {
  await arm({ on: FREE, do: [{ act: 'stall', afterBytes: 10 }] });
  const abort = new AbortController();
  const client = new SoapClient(async (method, address, headers, body) => {
    const response = await fetch(address, {
      method,
      headers,
      body: new Uint8Array(body ?? []),
      signal: abort.signal,
    });
    abort.abort();
    return {
      status: response.status,
      body: Buffer.from(await response.arrayBuffer()),
      header: () => undefined,
    };
  });
  await expect(client.own('getFreeSpace')).rejects.toThrow('abort');
  await expect.poll(() => fake.journal.entries().length).toBe(1);
});
