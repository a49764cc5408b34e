import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../index.js';
import { wholeWorld } from '../testing/whole-world.js';
import { ROUTES } from './routes.js';
import { send } from './testing/control-client.js';
import { EXAMPLES } from './testing/examples.js';
import type { Stage } from './testing/testbed.js';

// A request that fails changes nothing, at every route of the document.

let fake: FourSharedFake;

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
});
afterAll(() => fake.close());

const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));

/** Everything that requests can change in a namespace, and which namespaces there are. */
async function everythingIn(name: string): Promise<string> {
  const there = fake.namespaces().find((each) => each.name === name);
  const names = fake.namespaces().map((each) => each.name);
  if (!there) return jsonOf(names);
  const { rules, journal, clock, holds, snapshots, fixture } = there;
  const { state } = await wholeWorld(there).save();
  const time = clock.isFrozen ? clock.now() : Math.round((clock.now() - Date.now()) / 60_000);
  const { entries, limits, recordRaw } = journal.report();
  return jsonOf([
    names,
    state,
    rules.list(),
    [entries, limits, recordRaw],
    [time, clock.isFrozen],
    holds.list(),
    snapshots.list(),
    fixture,
  ]);
}

/** What a careless hand makes of a value. */
const WRONG: readonly unknown[] = [
  null,
  -1,
  1.5,
  1e308,
  '',
  'x'.repeat(5000),
  [],
  {},
  true,
  '2026-02-30T00:00:00Z',
  [null],
];

/** The same JSON with one thing in it replaced, taken away, added or doubled. */
function spoilt(json: unknown): fc.Arbitrary<unknown> {
  const wrong = fc.constantFrom(...WRONG);
  if (Array.isArray(json) && json.length > 0)
    return fc.oneof(
      wrong,
      fc.nat(json.length - 1).chain((at) => spoilt(json[at]).map((inner) => json.with(at, inner))),
      fc.nat(json.length - 1).map((at) => [...json, json[at]]),
    );
  if (typeof json !== 'object' || json === null || Object.keys(json).length === 0) return wrong;
  const entries = Object.entries(json);
  return fc.oneof(
    wrong,
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...entries)
        .chain(([key, value]) => spoilt(value).map((inner) => ({ ...json, [key]: inner }))),
    },
    fc
      .constantFrom(...entries)
      .map(([key]) => Object.fromEntries(entries.filter(([other]) => other !== key))),
    wrong.map((value) => ({ ...json, [`${entries[0]?.[0]}s`]: value })),
  );
}

/** Bodies that fail only after much of them was done, were it done at once. */
const LATE: Readonly<Record<string, readonly unknown[]>> = {
  addAccount: [
    { login: 'late@x.test', password: 'p', folders: [{ name: 'a', id: 77 }, { name: 'A' }] },
    {
      login: 'late@x.test',
      password: 'p',
      files: [
        { name: 'a', id: 78 },
        { name: 'b', id: 78 },
      ],
    },
    { login: 'late@x.test', password: 'p', folders: [{ name: 'a', sharing: { subdomainName: '-' } }] },
    {
      login: 'late@x.test',
      password: 'p',
      folders: [
        { name: 'a', sharing: { subdomainName: 'twice' } },
        { name: 'b', sharing: { subdomainName: 'TWICE' } },
      ],
    },
    { login: 'late@x.test', password: 'p', files: [{ name: 'a' }, { name: '' }] },
    { login: 'late@x.test', password: 'p', folders: [{ name: 'a', folders: [{ name: '' }] }] },
  ],
  loadFixture: [
    {
      accounts: [
        { login: 'a', password: 'p' },
        { login: 'A', password: 'p' },
      ],
    },
    { accounts: [{ login: 'a', password: 'p' }], assume: { completion: 'never' } },
    { accounts: [{ login: 'a', password: 'p' }], tools: [{ name: '/', versions: {} }] },
  ],
  armRules: [
    [
      { id: 'a', on: { kind: 'call' }, do: [{ act: 'nil' }] },
      { id: 'a', on: { kind: 'call' }, do: [{ act: 'nil' }] },
    ],
  ],
};

test.each(ROUTES.map((route) => [route.operationId, route] as const))(
  '%s changes nothing when it fails',
  async (operationId, route) => {
    const examples = EXAMPLES[operationId] ?? [];
    const name = `failed-${operationId}`;
    const stage: Stage = { fake, name, base: `${fake.url}/~${name}`, space: () => fake.namespace(name) };
    const right = examples.find(({ status, json }) => status < 300 && json !== undefined);
    if (route.method === 'GET' && examples.every(({ status }) => status < 400)) return;
    const tryIt = async (
      params: Readonly<Record<string, string>>,
      query: string,
      body: object,
    ): Promise<void> => {
      const before = await everythingIn(name);
      const path = route.path.replace(/\{(\w+)\}/g, (_, key: string) =>
        encodeURIComponent(params[key] ?? 'x'),
      );
      const response = await send(stage.base, route.method, `/_control${path}${query}`, body);
      expect(response.status, response.text).not.toBe(500);
      if (response.status >= 400) expect(await everythingIn(name), response.text).toBe(before);
    };
    // In a namespace that is not used yet, and then in one with what the route needs.
    for (const isUsed of [false, true]) {
      if (isUsed) stage.space();
      for (const { status, params = {}, query = '', json, body, contentType, before } of examples) {
        if (status < 400) continue;
        if (isUsed) await before?.(stage);
        const headers = contentType === undefined ? {} : { headers: { 'content-type': contentType } };
        await tryIt(params, query, {
          ...(json === undefined ? {} : { json }),
          ...(body === undefined ? {} : { body }),
          ...headers,
        });
        stage.space().holds.releaseAll();
        if (!isUsed) await fake.drop(name);
      }
    }
    for (const json of LATE[operationId] ?? []) await tryIt({}, '', { json });
    if (right === undefined) return;
    await fc.assert(
      fc.asyncProperty(spoilt(right.json), (json) => tryIt(right.params ?? {}, right.query ?? '', { json })),
      { numRuns: 40 },
    );
  },
);

test('an account that was refused can be added with the same ids', async () => {
  const base = `${fake.url}/~again`;
  const account = { login: 'again@x.test', password: 'p', files: [{ name: 'a', id: 4711 }] };
  const wrong = { ...account, folders: [{ name: 'x' }, { name: 'X' }] };
  expect((await send(base, 'POST', '/_control/accounts', { json: wrong })).status).toBe(422);
  expect((await send(base, 'GET', '/_control/accounts/again@x.test')).status).toBe(404);
  expect((await send(base, 'POST', '/_control/accounts', { json: account })).status).toBe(201);
});
