import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type FourSharedFake, startFourShared } from '../index.js';
import { Journal } from '../journal/index.js';
import { journalEvents } from './journal-events.js';
import { send } from './testing/control-client.js';
import { ask } from './testing/testbed.js';

async function started(): Promise<FourSharedFake> {
  const fake = await startFourShared({ storage: 'memory' });
  onTestFinished(() => fake.close());
  return fake;
}

/** The events of an open stream, read on demand. */
class Listening {
  #text = '';
  private constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (piece: string) => {
      this.#text += piece;
    });
    response.on('error', () => {});
  }

  static async at(base: string, query = '', headers: Record<string, string> = {}): Promise<Listening> {
    const asked = request(`${base}/_control/journal/events${query}`, { headers, agent: false }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return new Listening(response);
  }

  get events(): { id: string | undefined; event: string; data: Record<string, unknown> }[] {
    return [...this.#text.matchAll(/^(?:id: (\d+)\n)?event: (\w+)\ndata: (.*)\n\n/gm)].map(
      ([, id, event = '', data = '']) => ({ id, event, data: JSON.parse(data) as Record<string, unknown> }),
    );
  }

  get names(): string[] {
    return this.events.map(({ event, id }) => `${event} ${id ?? ''}`.trim());
  }

  until(...names: string[]): Promise<void> {
    return vi.waitFor(() => expect(this.names).toEqual(names), { timeout: 30_000 });
  }
}

const stage = (fake: FourSharedFake, name = 'watched') => ({
  fake,
  name,
  base: `${fake.url}/~${name}`,
  space: () => fake.namespace(name),
});

test('entries come as they are recorded, without passwords, and a client continues after the last one', async () => {
  const fake = await started();
  const here = stage(fake);
  const first = await Listening.at(here.base);
  expect(first.response.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
  });
  await ask(here);
  await first.until('entry 1');
  expect(first.events[0]?.data).toMatchObject({ seq: 1, operation: 'getFreeSpace', outcome: 'ok' });
  expect(JSON.stringify(first.events)).not.toContain('secret');
  first.response.destroy();
  await ask(here);
  await ask(here, 'other@example.com');
  const second = await Listening.at(here.base, '', { 'last-event-id': '1' });
  await second.until('entry 2', 'entry 3');
  const filtered = await Listening.at(here.base, '?after=0&account=other@example.com');
  await filtered.until('entry 3');
  const refused = await send(here.base, 'GET', '/_control/journal/events', {
    headers: { 'last-event-id': 'x' },
  });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('"path":"Last-Event-ID"')]);
});

test('dropped entries, a clear, a reset and the end of the namespace are reported', async () => {
  const fake = await started();
  const here = stage(fake);
  const { journal } = here.space();
  journal.setLimits({ entries: 2 });
  for (let calls = 0; calls < 5; calls += 1) await ask(here);
  const listening = await Listening.at(here.base, '?after=1');
  const seen = ['gap', 'entry 4', 'entry 5'];
  await listening.until(...seen);
  expect(listening.events[0]?.data).toEqual({ after: 1, before: 4 });
  journal.clear();
  await listening.until(...seen, 'cleared 5');
  await ask(here);
  await listening.until(...seen, 'cleared 5', 'entry 6');
  await here.space().reset();
  await ask(here);
  await listening.until(...seen, 'cleared 5', 'entry 6', 'cleared 0', 'entry 1');
  const ended = once(listening.response, 'end');
  await fake.drop('watched');
  await ended;
  expect(listening.names.at(-1)).toBe('end');
});

test('a client that reads slowly costs no memory: it gets a gap', async () => {
  const journal = new Journal({ entries: 3 });
  const { signal } = new AbortController();
  const events = journalEvents(journal, {}, undefined, signal);
  await events.next();
  for (let calls = 0; calls < 100; calls += 1) journal.record(CALL);
  expect((await events.next()).value).toBe('event: gap\ndata: {"after":0,"before":98}\n\n');
  expect((await events.next()).value).toMatch(/^id: 98\nevent: entry\n/);
  expect(journal.isWatched).toBe(true);
  await events.return();
  expect(journal.isWatched).toBe(false);
});

test('a silent stream has comments, and ends with its client or its server', async () => {
  const journal = new Journal();
  const client = new AbortController();
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const events = journalEvents(journal, {}, undefined, client.signal);
  await events.next();
  const comment = events.next();
  await vi.advanceTimersByTimeAsync(15_000);
  expect((await comment).value).toBe(': still here\n\n');
  const last = events.next();
  client.abort();
  expect(await last).toEqual({ done: true, value: undefined });
  expect([journal.isWatched, vi.getTimerCount()]).toEqual([false, 0]);
  vi.useRealTimers();

  const fake = await started();
  const listening = await Listening.at(fake.url);
  const closed = new Promise((resolve) => listening.response.once('close', resolve));
  await fake.close();
  await closed;
});

test('HEAD has no events, a client of HTTP/1.0 has them, and clients that disconnect leave nothing', async () => {
  const fake = await started();
  const here = stage(fake);
  const head = await send(here.base, 'HEAD', '/_control/journal/events');
  expect([head.status, head.headers['content-type'], head.text]).toEqual([200, 'text/event-stream', '']);
  const socket = connect(fake.port, '127.0.0.1');
  socket.on('error', () => {});
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.write(`GET /~watched/_control/journal/events HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n`);
  await vi.waitFor(() => expect(text).toContain('retry: 1000'), { timeout: 30_000 });
  await ask(here);
  await vi.waitFor(() => expect(text).toContain('event: entry'), { timeout: 30_000 });
  const others = await Promise.all([1, 2, 3].map(() => Listening.at(here.base)));
  const { journal } = here.space();
  expect(Reflect.get(journal, 'isWatched')).toBe(true);
  socket.destroy();
  for (const { response } of others) response.destroy();
  while (Reflect.get(journal, 'isWatched')) await sleep(5);
  await ask(here);
});

const CALL = {
  kind: 'call',
  time: 0,
  ms: 1,
  account: undefined,
  outcome: 'ok',
  status: 200,
  http: { method: 'POST', target: '/jax3/DesktopApp', headers: [] },
  rules: [],
  warnings: [],
  bytesIn: 0n,
  bytesOut: 0n,
  version: 'jax3',
  operation: 'getRoot',
  arguments: {},
  result: undefined,
  fault: undefined,
} as const;
