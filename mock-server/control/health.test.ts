import { expect, test } from 'vitest';
import { handleControl } from './handle.js';
import type { ControlScope } from './request.js';

/** Sends a health request to a namespace whose state is made when `ready` resolves. */
async function health(
  query: string,
  ready: Promise<void> | undefined,
  signal = new AbortController().signal,
) {
  const opened: string[] = [];
  const namespace = { isUntouched: true, ready };
  const namespaces = {
    main: namespace,
    get: () => undefined,
    open: (name: string) => {
      opened.push(name);
      return namespace;
    },
    forget: () => {},
    list: () => [],
  };
  const facts = { version: '1.2.3', storage: 'memory', now: () => 5_000, started: 1_000 };
  const scope = { namespace: 'large', namespaces, facts } as unknown as ControlScope;
  const body = async () => [];
  const request = {
    method: 'GET',
    path: '/health',
    query: new URLSearchParams(query),
    headers: {},
    body,
    signal,
  };
  const response = await handleControl(request, scope);
  return { status: response.status, json: JSON.parse(String(response.body)), opened };
}

const never = new Promise<void>(() => {});

test('without a wait, no namespace is created', async () => {
  const { status, json, opened } = await health('', never);
  expect([status, json.status, json.uptimeMs, opened]).toEqual([200, 'ok', 4_000, []]);
});

test('a wait ends as soon as the state is made', async () => {
  let make = (): void => {};
  const made = new Promise<void>((resolve) => {
    make = resolve;
  });
  const waiting = health('wait=10m', made);
  make();
  expect(await waiting).toMatchObject({ status: 200, opened: ['large'] });
  expect(await health('wait=10m', undefined)).toMatchObject({ status: 200 });
});

test('a wait is bounded by its time, and ends when the client leaves or the server stops', async () => {
  expect(await health('wait=5ms', never)).toMatchObject({
    status: 503,
    json: { type: '/_control/problems/starting', detail: expect.stringContaining('5 ms') },
  });
  const leaving = new AbortController();
  const waiting = health('wait=10m', never, leaving.signal);
  leaving.abort();
  expect(await waiting).toMatchObject({ status: 503 });
});
