import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFake, type FourSharedFake, startFourShared } from './index.js';
import { envelope, returned } from './testing/envelopes.js';
import { wholeWorld } from './testing/whole-world.js';

// Numbers and times at the ends of what they can be, and behind them.

const LARGEST = 2n ** 63n - 1n;

let fake: FourSharedFake;

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
});
afterAll(() => fake.close());

const control = async (space: string, path: string, body: unknown, method = 'POST'): Promise<number> => {
  const response = await fetch(`${fake.url}/~${space}/_control/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.text();
  return response.status;
};

/** The namespace can be used: listed, looked at and asked. */
async function expectWell(space: string): Promise<void> {
  const call = envelope('getItems', 'user@example.com', 'secret', -1);
  const reply = await fetch(`${fake.url}/~${space}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: call,
  });
  expect(reply.status).toBe(200);
  await reply.text();
  for (const path of ['journal', 'clock', 'journal/export.har', 'snapshots', 'holds'])
    expect((await fetch(`${fake.url}/~${space}/_control/${path}`)).status, path).toBe(200);
}

test.each([
  '2026-02-30T00:00:00Z',
  '2025-02-29T12:00:00+01:00',
  '2026-04-31T00:00:00Z',
  '2100-02-29T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:00+15:00',
  '0000-01-01T00:00:00Z',
  8.64e15,
  -8.64e15,
  253_402_300_800_000,
  1e308,
  '9999999999999999',
])('no clock is put to %j', async (time) => {
  for (const path of ['clock/set', 'clock/freeze']) expect(await control('days', path, { time })).toBe(422);
  const date = { accounts: [{ login: 'a', password: 'p', files: [{ name: 'x', date: time }] }] };
  expect(await control('days', 'fixture', date, 'PUT')).toBe(422);
});

test.each([
  '2024-02-29T00:00:00Z',
  '2000-02-29T23:59:59.999+14:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
])('a clock is put to %s, and all goes on', async (time) => {
  const space = `at${time.replace(/\W/g, '-')}`;
  expect(await control(space, 'clock/set', { time })).toBe(200);
  await expectWell(space);
});

test('a clock that runs to the end of its range stops there', async () => {
  expect(await control('end', 'clock/set', { time: 253_402_300_799_999 })).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(fake.namespace('end').clock.now()).toBe(253_402_300_799_999);
  await expectWell('end');
  expect(await control('end', 'clock/advance', { ms: 1 })).toBe(422);
});

test('a snapshot with numbers that are none is refused', async () => {
  await fake.namespace('from').snapshots.save('s');
  let text = '';
  for await (const piece of await fake.namespace('from').snapshots.export('s')) text += piece;
  for (const wrong of ['1e308', '-1e308', '253402300800000', '"x"']) {
    const spoilt = text.replace(/"date":\d+/, `"date":${wrong}`);
    expect(spoilt).not.toBe(text);
    const response = await fetch(`${fake.url}/~to/_control/snapshots/s/import`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: spoilt,
    });
    expect(response.status).toBe(422);
  }
});

test('ids go on with the first free one behind 2^63 - 1, and none is given twice', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: LARGEST - 8n, max: LARGEST }),
      fc.bigInt({ min: LARGEST - 3n, max: LARGEST }),
      (firstId, nextFileId) => {
        const world = wholeWorld(
          createFake({
            fixture: {
              firstId,
              accounts: [{ login: 'a', password: 'p', nextFileId, files: [{ name: 'x', id: 2 }] }],
            },
          }),
        );
        const account = world.account('a');
        if (!account) throw new Error('the account is missing');
        const ids = Array.from({ length: 6 }, () => {
          const started = world.uploads.start(account, -1n, 'y', 0n);
          return 'refused' in started ? 0n : started.id;
        });
        const made = Array.from({ length: 12 }, (_, n) => world.addFolder(account, { name: `f${n}` }).id);
        const all = [account.root.id, 2n, ...ids, ...made];
        expect(all.every((id) => id > 0n && id <= LARGEST)).toBe(true);
        expect(new Set(all).size).toBe(all.length);
        expect(ids[0]).toBe(nextFileId === account.root.id ? ids[0] : nextFileId);
      },
    ),
    { numRuns: 50 },
  );
});

test('the largest numbers of accounts are taken and answered with all their digits', async () => {
  const base = `${fake.url}/~large`;
  const account = {
    login: 'l@x.test',
    password: 'p',
    quota: String(LARGEST),
    maxFileSize: String(LARGEST),
    files: [{ name: 'x', text: 'x' }],
  };
  expect(await control('large', 'accounts', account)).toBe(201);
  expect(await control('large', 'accounts', { ...account, login: 'm', quota: String(LARGEST + 1n) })).toBe(
    422,
  );
  expect(await control('large', 'accounts/l@x.test', { freeSpace: String(LARGEST) }, 'PATCH')).toBe(200);
  const reply = await fetch(`${base}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: envelope('getSpaceLimit', 'l@x.test', 'p'),
  });
  expect(returned(await reply.text())).toBe(String(LARGEST));
});
