import { expect, test } from 'vitest';
import { MOST_RULES } from '../edge-cases/rule-book.js';
import { type FourSharedFake, startFourShared } from '../index.js';
import { byteField, FORM_TYPE, formBody, idField, part } from '../node/testing/transfer-testbed.js';
import { envelope } from '../testing/envelopes.js';
import { MOST_SNAPSHOTS } from './snapshots.js';

const CALL = {
  method: 'POST',
  headers: { 'content-type': 'text/xml' },
  body: envelope('getFreeSpace', 'user@example.com', 'secret'),
};

const names = (fake: FourSharedFake): string[] =>
  fake
    .namespaces()
    .map(({ name }) => name)
    .slice(1);

test.each([
  '/',
  '/jax3/DesktopApp?wsdl',
  '/jax3/DesktopApp',
  '/main/upload.jsp',
  '/download/AAAAAAAA/x',
  '/nowhere',
])('looking at %s makes no namespace', async (path) => {
  const fake = await startFourShared({ storage: 'memory' });
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    for (const name of ['a', 'b']) await (await fetch(`${fake.url}/~${name}${path}`, { method })).text();
  expect(names(fake)).toEqual([]);
  await fake.close();
});

test.each(['POST', 'PUT', 'DELETE'])(
  '%s to what takes neither calls nor forms makes none',
  async (method) => {
    const fake = await startFourShared({ storage: 'memory' });
    for (const path of ['/nowhere', '/', '/document/AAAAAAAA/x.html', '/jax3', '/main/redirect.jsp'])
      await (await fetch(`${fake.url}/~a${path}`, { method, redirect: 'manual' })).text();
    expect(names(fake)).toEqual([]);
    await fake.close();
  },
);

test('what is looked at has the addresses of its namespace, and is the one that is used then', async () => {
  const fake = await startFourShared({ storage: 'memory' });
  const description = await (await fetch(`${fake.url}/~mine/jax3/DesktopApp?wsdl`)).text();
  expect(description).toContain(`${fake.url}/~mine/jax3/DesktopApp`);
  expect((await fetch(`${fake.url}/~mine/jax3/DesktopApp`, CALL)).status).toBe(200);
  expect(names(fake)).toEqual(['mine']);
  await fake.close();
});

test('calls, forms and the control API make one', async () => {
  const fake = await startFourShared({ storage: 'memory' });
  await (await fetch(`${fake.url}/~call/jax3/DesktopApp`, CALL)).text();
  const form = formBody([idField(1n), byteField(0), part(Buffer.from('x'))]);
  await (
    await fetch(`${fake.url}/~form/main/upload.jsp?sId=x`, {
      method: 'POST',
      headers: { 'content-type': FORM_TYPE },
      body: new Uint8Array(form),
    })
  ).text();
  await (await fetch(`${fake.url}/~control/_control/clock`)).text();
  expect(names(fake)).toEqual(['call', 'form', 'control']);
  await fake.close();
});

test('those that nothing was done to make room, the oldest first; others stay', async () => {
  const fake = await startFourShared({ storage: 'memory', maxNamespaces: 4 });
  const control = async (name: string, path = 'clock', init: RequestInit = {}): Promise<number> => {
    const response = await fetch(`${fake.url}/~${name}/_control/${path}`, init);
    await response.text();
    return response.status;
  };
  const json = (body: object): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(await control('idle')).toBe(200);
  expect(await control('frozen', 'clock/freeze', json({}))).toBe(200);
  expect(await control('armed', 'rules', json({ on: { kind: 'call' }, do: [{ act: 'nil' }] }))).toBe(201);
  expect(await control('idle too')).toBe(404);
  expect(await control('idle-too')).toBe(200);
  expect(await control('new')).toBe(200);
  expect(names(fake)).toEqual(['frozen', 'armed', 'idle-too', 'new']);
  await (await fetch(`${fake.url}/~called/jax3/DesktopApp`, CALL)).text();
  expect(names(fake)).toEqual(['frozen', 'armed', 'new', 'called']);
  fake.namespace('in-hand');
  expect(names(fake)).toEqual(['frozen', 'armed', 'called', 'in-hand']);
  expect(await control('one-too-many')).toBe(503);
  expect(() => fake.namespace('one-too-many')).toThrow('The limit of 4 namespaces is reached');
  await fake.close();
});

test('one that nothing was asked of for long enough goes, unless a call is held in it', async () => {
  let time = Date.now();
  const log: string[] = [];
  const fake = await startFourShared({
    storage: 'memory',
    now: () => time,
    namespaceExpiryMs: 60_000,
    log: ({ what, result, warnings }) => log.push(`${what}: ${result} ${warnings.join()}`),
  });
  await fake.namespace('old').arm({ on: { kind: 'call' }, do: [{ act: 'nil' }] });
  await fake.namespace('held').arm({ on: { kind: 'call' }, do: [{ act: 'hold', name: 'h' }] });
  const held = fetch(`${fake.url}/~held/jax3/DesktopApp`, CALL);
  await fake.namespace('held').holds.arrived('h');
  time += 59_000;
  fake.namespace('young');
  expect(names(fake)).toEqual(['old', 'held', 'young']);
  time += 7_000;
  expect(names(fake)).toEqual(['held', 'young']);
  fake.namespace('held').holds.releaseAll();
  await (await held).text();
  await expect.poll(() => log).toContain('end of ~old: expired the rule "r1" never fired');
  await fake.close();
});

test('the journals of all namespaces share one bound, and the largest gives way', async () => {
  const fake = await startFourShared({ storage: 'memory', journal: { totalBytes: 400_000 } });
  const ask = async (name: string, length: number): Promise<void> => {
    const body = envelope(
      'setDirDescription',
      'user@example.com',
      'secret',
      -1,
      'x'.repeat(length),
      true,
      true,
    );
    await (await fetch(`${fake.url}/~${name}/jax3/DesktopApp`, { ...CALL, body })).text();
  };
  for (let n = 0; n < 5; n++) await ask('small', 100);
  for (let n = 0; n < 100; n++) await ask(`flooded-${n % 3}`, 8000);
  const bytes = fake.namespaces().map(({ journal }) => journal.report().bytes);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(400_000);
  expect(fake.namespace('small').journal.report()).toMatchObject({ entries: 5, dropped: 0 });
  const flooded = [0, 1, 2].map((n) => fake.namespace(`flooded-${n}`).journal.report());
  expect(Math.min(...flooded.map(({ entries }) => entries))).toBeGreaterThan(2);
  expect(flooded.every(({ dropped }) => dropped > 10)).toBe(true);
  for (const name of names(fake)) await fake.drop(name);
  for (let n = 0; n < 15; n++) await ask('after', 8000);
  expect(fake.namespace('after').journal.report()).toMatchObject({ entries: 15, dropped: 0 });
  await fake.close();
});

test('a namespace keeps so many snapshots and rules, and one too many is refused', async () => {
  const fake = await startFourShared({ storage: 'memory' });
  const put = async (name: number) =>
    (await fetch(`${fake.url}/_control/snapshots/${name}`, { method: 'PUT' })).status;
  const { snapshots } = fake.namespace();
  for (let n = 0; n < MOST_SNAPSHOTS; n++) await snapshots.save(`s${n}`);
  expect(await put(1)).toBe(422);
  await snapshots.drop('s0');
  expect(await put(1)).toBe(200);
  expect(await put(1)).toBe(200);
  const rule = { on: { kind: 'call' }, do: [{ act: 'delay', ms: 1 }] };
  const arm = async (count: number) => {
    const body = JSON.stringify(Array.from({ length: count }, () => rule));
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${fake.url}/_control/rules`, { method: 'POST', headers, body })).status;
  };
  expect(await arm(MOST_RULES)).toBe(201);
  expect(await arm(1)).toBe(422);
  fake.namespace().rules.disarm('r1');
  expect([await arm(2), await arm(1)]).toEqual([422, 201]);
  fake.namespace().rules.clear();
  await fake.close();
});
