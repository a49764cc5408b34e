import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFake, type FourSharedFake, type LogEntry, type RuleInput, startFourShared } from '../index.js';
import { envelope, faultString, returned } from '../testing/envelopes.js';
import { type Reply, send } from './testing/control-client.js';

let fake: FourSharedFake;
const log: LogEntry[] = [];

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory', log: (entry) => log.push(entry) });
});
afterAll(() => fake.close());

/** A namespace of a test's own: its control API, calls of the service, and the object behind it. */
function place(name: string) {
  const base = `${fake.url}/~${name}`;
  const control = async (method: string, path: string, json?: unknown): Promise<Reply['json']> => {
    const response = await send(base, method, `/_control${path}`, json === undefined ? {} : { json });
    if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${response.text}`);
    return response.json;
  };
  const call = async (operation: string, ...args: readonly (string | bigint)[]): Promise<string> => {
    const body = envelope(operation, 'user@example.com', 'secret', ...args);
    return (await send(base, 'POST', '/jax3/DesktopApp', { body, headers: { 'content-type': 'text/xml' } }))
      .text;
  };
  return { base, control, call, space: fake.namespace(name) };
}

const FULL: RuleInput = {
  on: { kind: 'call', operation: 'getFreeSpace' },
  do: [{ act: 'return', value: '0' }],
  times: 1,
};

describe('rules', () => {
  test('fire, and tell what became of them', async () => {
    const { control, call } = place('fire');
    await control('POST', '/rules', [FULL, { ...FULL, on: { kind: 'call', operation: 'getSpaceLimit' } }]);
    expect(returned(await call('getFreeSpace'))).toBe('0');
    expect(returned(await call('getFreeSpace'))).not.toBe('0');
    expect(await control('GET', '/rules')).toMatchObject({
      rules: [
        { rule: { id: 'r1' }, state: 'spent', matched: 2, fired: 1 },
        { rule: { id: 'r2' }, state: 'armed', matched: 0, fired: 0 },
      ],
    });
    expect(await control('GET', '/rules?state=armed')).toMatchObject({ rules: [{ rule: { id: 'r2' } }] });
    expect(await control('GET', '/journal?rule=r1')).toMatchObject({ matching: 1 });
  });

  test('of several that cannot all be armed, none is', async () => {
    const { base, space } = place('none');
    const twice = await send(base, 'POST', '/_control/rules', {
      json: [
        { ...FULL, id: 'a' },
        { ...FULL, id: 'a' },
      ],
    });
    expect(twice.status).toBe(409);
    const wrong = await send(base, 'POST', '/_control/rules', { json: [FULL, { ...FULL, times: 0 }] });
    expect(wrong.json).toMatchObject({ status: 422, errors: [{ path: '[1].times' }] });
    expect(space.rules.list()).toEqual([]);
    await expect(space.arm(FULL, { on: {} } as never)).rejects.toThrow('[1].on.kind');
    expect(space.rules.list()).toEqual([]);
  });

  test('are cleared', async () => {
    const { control, space } = place('clear');
    await control('POST', '/rules', FULL);
    await control('DELETE', '/rules');
    expect(space.rules.list()).toEqual([]);
  });
});

describe('namespaces', () => {
  test('tell at their end which rules never fired, and so does the log', async () => {
    const { control } = place('end');
    await control('POST', '/rules', { ...FULL, id: 'forgotten' });
    log.length = 0;
    const response = await send(fake.url, 'DELETE', '/_control/namespaces/end');
    expect(response.json).toMatchObject({ unusedRules: [{ rule: { id: 'forgotten' }, state: 'armed' }] });
    expect(log).toMatchObject([{ warnings: ['the rule "forgotten" of the namespace end never fired'] }]);
    expect(fake.namespace('end').rules.list()).toEqual([]);
  });

  test('in the library, too', async () => {
    await fake.namespace('lib').arm({ ...FULL, id: 'idle' });
    log.length = 0;
    expect(await fake.drop('lib')).toMatchObject([{ rule: { id: 'idle' } }]);
    expect(log).toMatchObject([{ warnings: ['the rule "idle" never fired'] }]);
    expect(await fake.drop('lib')).toEqual([]);
  });

  test('of a server that ends tell it, too', async () => {
    const entries: LogEntry[] = [];
    const other = createFake({ log: (entry) => entries.push(entry) });
    await other.namespace('x').arm({ ...FULL, id: 'idle' });
    await other.close();
    await other.close();
    expect(entries).toMatchObject([{ what: 'end of ~x', warnings: ['the rule "idle" never fired'] }]);
  });
});

test('reset: state, rules, journal and clock are as at the start', async () => {
  const { control, call, space } = place('reset');
  await control('PATCH', '/accounts/user@example.com', { freeSpace: '5', password: 'other' });
  await control('POST', '/rules', FULL);
  await control('POST', '/clock/freeze', { time: 0 });
  await control('PUT', '/snapshots/kept');
  await call('getFreeSpace');
  await control('POST', '/reset');
  expect(returned(await call('getFreeSpace'))).not.toMatch(/^[05]?$/);
  expect(space.rules.list()).toEqual([]);
  expect(space.clock.isFrozen).toBe(false);
  expect(space.journal.report()).toMatchObject({ entries: 1, lastSeq: 1 });
  expect(space.snapshots.list()).toMatchObject([{ name: 'kept' }]);
});

describe('fixtures', () => {
  test('replace the state alone, with all digits', async () => {
    const { control, call, space } = place('load');
    await control('POST', '/rules', { ...FULL, id: 'stays' });
    const account = { login: 'user@example.com', password: 'secret', quota: '9007199254740993' };
    await control('PUT', '/fixture', { accounts: [account] });
    await call('getFreeSpace');
    expect(returned(await call('getFreeSpace'))).toBe('9007199254740993');
    expect(space.rules.list()).toHaveLength(1);
    expect(space.journal.report().entries).toBe(2);
    expect(await control('GET', '/fixture')).toEqual({
      accounts: [{ login: 'user@example.com', quota: '9007199254740993' }],
    });
  });

  test('one that cannot be a world changes nothing', async () => {
    const { base, space } = place('bad');
    const before = space.world;
    const json = { accounts: [{ login: 'a@b.c', password: 'p', folders: [{ name: 'A' }, { name: 'a' }] }] };
    const response = await send(base, 'PUT', '/_control/fixture', { json });
    expect(response.json).toMatchObject({ status: 422, errors: [{ path: 'accounts[0].folders[1].name' }] });
    expect(space.world).toBe(before);
  });

  test.each([
    ['JSON', 'application/json', `{"accounts":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['YAML', 'application/yaml', `accounts: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('nested without end are a mistake of the sender: %s', async (_, type, body) => {
    const response = await send(fake.url, 'PUT', '/_control/fixture', {
      body,
      headers: { 'content-type': type },
    });
    expect(response.status, response.text).toBeGreaterThanOrEqual(400);
    expect(response.status, response.text).toBeLessThan(500);
  });
});

describe('snapshots', () => {
  test('take back what happened since', async () => {
    const { control, call, space } = place('snap');
    const space1 = returned(await call('getFreeSpace'));
    await control('PUT', '/snapshots/before');
    await control('POST', '/accounts', { login: 'late@example.com', password: 'p' });
    await control('PATCH', '/accounts/user@example.com', { freeSpace: '1' });
    await control('POST', '/snapshots/before/restore');
    expect(returned(await call('getFreeSpace'))).toBe(space1);
    expect(space.world.account('late@example.com')).toBeUndefined();
    await control('DELETE', '/snapshots/before');
    expect(await control('GET', '/snapshots')).toEqual({ snapshots: [] });
  });

  test('of one name: the later one counts', async () => {
    const { control, space } = place('twice');
    await control('PUT', '/snapshots/s');
    await control('POST', '/accounts', { login: 'late@example.com', password: 'p' });
    await control('PUT', '/snapshots/s');
    await control('POST', '/reset');
    await control('POST', '/snapshots/s/restore');
    expect(space.world.account('late@example.com')).toBeDefined();
    expect(space.snapshots.list()).toMatchObject([{ name: 's', accounts: 5 }]);
  });
});

test('the clock is that of the state and of the journal', async () => {
  const { control, call, space } = place('clock');
  await control('POST', '/clock/freeze', { time: '2001-09-09T01:46:40Z' });
  await control('POST', '/clock/advance', { ms: 1 });
  await call('createNewFolder', String(space.world.account('user@example.com')?.root.id), 'New');
  expect(space.world.find('user@example.com', 'New')?.date).toBe(1_000_000_000_001);
  expect(await control('GET', '/journal')).toMatchObject({ entries: [{ time: '2001-09-09T01:46:40.001Z' }] });
  await control('POST', '/clock/run');
  expect(space.clock.isFrozen).toBe(false);
  expect(space.clock.now()).toBeGreaterThanOrEqual(1_000_000_000_001);
  await control('POST', '/clock/reset');
  expect(Math.abs(space.clock.now() - Date.now())).toBeLessThan(600_000);
});

test('accounts: what is changed shows in the service, and no password is ever shown', async () => {
  const { control, call, base } = place('accounts');
  await control('PATCH', '/accounts/USER@example.com', {
    password: 'n3w-s3cret',
    banned: true,
    username: 'Ann',
  });
  expect(faultString(await call('getFreeSpace'))).not.toBe('');
  await control('PATCH', '/accounts/user@example.com', { password: 'secret', banned: false });
  expect(faultString(await call('getFreeSpace'))).toBe('');
  const shown = await Promise.all(
    ['/accounts', '/accounts/user@example.com', '/fixture', '/journal', '/journal/export.har'].map(
      async (path) => (await send(base, 'GET', `/_control${path}`)).text,
    ),
  );
  expect(shown.join('')).not.toMatch(/secret|s3cret/);
  expect(shown[0]).toContain('"username":"Ann"');
});

describe('journal', () => {
  test('limits and raw bodies can be switched', async () => {
    const { control, call } = place('limits');
    await control('PATCH', '/journal/settings', { recordRaw: true });
    for (let count = 0; count < 3; count++) await call('getFreeSpace');
    expect(await control('GET', '/journal/3')).toMatchObject({
      raw: { response: { base64: expect.any(String) } },
    });
    expect(JSON.stringify(await control('GET', '/journal'))).not.toContain('base64');
    expect(await control('PATCH', '/journal/settings', { entries: 1, recordRaw: false })).toMatchObject({
      entries: 1,
      dropped: 2,
      recordRaw: false,
    });
    await control('DELETE', '/journal');
    await call('getFreeSpace');
    expect(await control('GET', '/journal')).toMatchObject({ matching: 1, entries: [{ seq: 4 }] });
  });

  test('NDJSON and HAR have every entry', async () => {
    const { base, call } = place('exports');
    for (let count = 0; count < 3; count++) await call('getFreeSpace');
    const lines = (await send(base, 'GET', '/_control/journal/export.ndjson')).text.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual([1, 2, 3]);
    const har = JSON.parse((await send(base, 'GET', '/_control/journal/export.har?order=desc')).text);
    expect(har.log.entries.map((entry: { _fourshared: object }) => entry._fourshared)).toMatchObject([
      { seq: 3 },
      { seq: 2 },
      { seq: 1 },
    ]);
    expect(har.log.entries[0].request.url).toBe(`${base}/jax3/DesktopApp`);
  });
});

describe('holds', () => {
  const GATE = { on: { kind: 'call', operation: 'getFreeSpace' }, do: [{ act: 'hold', name: 'gate' }] };

  test('a test waits until two are held, and lets one go', async () => {
    const { control, call, space } = place('gate');
    await control('POST', '/rules', GATE);
    const waiting = control('GET', '/holds/gate/arrived?count=2');
    const answers = [call('getFreeSpace'), call('getFreeSpace')];
    expect(await waiting).toMatchObject({ hasArrived: true, held: [{ name: 'gate' }, { name: 'gate' }] });
    expect(await control('POST', '/holds/gate/release', { count: 1 })).toEqual({ released: 1 });
    expect(returned(await Promise.race(answers))).not.toBe('');
    expect(space.holds.list()).toHaveLength(1);
    expect(await control('POST', '/holds/release')).toEqual({ released: 1 });
    await Promise.all(answers);
  });

  test('a request that stops waiting is forgotten', async () => {
    const path = '/_control/holds/x/arrived';
    const socket = connect(fake.port, '127.0.0.1');
    socket.write(`GET /~bored${path}?timeoutMs=600000 HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    // A connection that is reset before the request was read leaves nothing to wait for.
    while (!fake.namespaces().some(({ name }) => name === 'bored'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    socket.destroy();
    // Logged when it is over; ten minutes are more than a test may take.
    while (!log.some(({ what }) => what === `GET ${path}`))
      await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

test('a body whose length is not announced is not read past the limit', async () => {
  const socket = connect(fake.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.write(
    'POST /_control/rules HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  for (let sent = 0; sent <= 16 && !socket.destroyed; sent++) socket.write(chunk);
  await ended;
  expect(text).toMatch(/^HTTP\/1\.1 413/);
  expect(text).toContain('"limit":1048576');
});
