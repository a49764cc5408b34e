import type { RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RuleInput } from '../edge-cases/rule-schema.js';
import { fourSharedHandlers } from './node.js';
import { SENDERS } from './testing/senders.js';
import { SoapClient } from './testing/soap-client.js';

const fake = fourSharedHandlers({ bases: ['http://localhost:9/files', 'https://other.example'] });
const server = setupServer(...fake);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => fake.reset());
afterAll(() => server.close());

const [[, send]] = SENDERS as [(typeof SENDERS)[number]];

/** Names of the folders in the root. */
const folders = async (client: SoapClient): Promise<string[]> =>
  [...(await client.own('getAllFolders')).matchAll(/<name>([^<]*)/g)].map(([, name = '']) => name);

test('the state, rules, journal, clock and namespaces are there to be looked at, and begin anew', async () => {
  const client = new SoapClient(send);
  const before = await folders(client);
  await client.own('createNewFolder', -1, 'Mine');
  await fake.arm({ on: { kind: 'call' }, do: [{ act: 'nil' }] });
  fake.clock.freeze(Date.UTC(2026, 0, 31));
  const elsewhere = fake.namespace('elsewhere');
  expect(
    [...(fake.world.account(fake.account.login)?.root.children ?? [])].map(({ name }) => name),
  ).toContain('Mine');
  await fake.reset();
  expect(await folders(client)).toEqual(before);
  expect(fake.journal.entries()).toHaveLength(1);
  expect([fake.rules.list(), fake.clock.isFrozen]).toEqual([[], false]);
  expect(fake.namespace('elsewhere')).not.toBe(elsewhere);
});

test('a fake that is not spread is refused by msw', () => {
  const whole = fourSharedHandlers() as unknown as RequestHandler;
  for (const give of [() => setupServer(whole), () => server.use(whole), () => server.resetHandlers(whole)])
    expect(give).toThrow('spread it, as in setupServer(...fake)');
});

test('a rule with a mistake is not armed, and neither are those beside it', async () => {
  const right: RuleInput = { on: { kind: 'call' }, do: [{ act: 'nil' }] };
  const misspelt = { on: { kind: 'call' }, do: [{ act: 'nill' }] } as unknown as RuleInput;
  await expect(fake.arm(right, misspelt)).rejects.toThrow(
    '[1].do[0].act must be one of return, no-return, nil',
  );
  expect(fake.rules.list()).toEqual([]);
});

test.each(SENDERS)(
  '%s: two boundaries at the same time know nothing of each other',
  async (_name, sender) => {
    const scenario = server.boundary(async (name: string, other: Promise<unknown>) => {
      const own = fourSharedHandlers();
      server.use(...own);
      const client = new SoapClient(sender);
      await client.own('createNewFolder', -1, name);
      await other;
      expect(await folders(client)).toContain(name);
      return { seen: await folders(client), calls: own.journal.entries().length };
    });
    let arrive: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const first = scenario('First', arrived);
    const second = scenario('Second', Promise.resolve()).finally(arrive);
    const outcome = await Promise.all([first, second]);
    expect(outcome.map(({ seen }) => seen.filter((name) => /First|Second/.test(name)))).toEqual([
      ['First'],
      ['Second'],
    ]);
    expect(outcome.map(({ calls }) => calls)).toEqual([3, 3]);
    expect(fake.journal.entries()).toEqual([]);
  },
);

test.each([
  ['http://localhost:9/files', '/jax3/DesktopApp'],
  ['https://other.example', '/servlet/services/DesktopApp'],
  ['https://other.example', '/~mine/jax2/DesktopApp'],
])('at the further address %s%s the whole service has this one address', async (base, path) => {
  const client = new SoapClient(send, base + path);
  const prefix = base + (/^\/~\w+/.exec(path)?.[0] ?? '');
  const id = await client.upload('a.txt', Buffer.from('hello'), 3);
  const link = await client.directLink(id);
  expect(link.startsWith(`${prefix}/download/`)).toBe(true);
  expect((await client.get(link)).body.toString()).toBe('hello');
  const description = (await client.get(`${base}${path}?wsdl`)).body.toString();
  expect(description).toContain(`<soap:address location="${base}${path}"/>`);
  expect(description).toContain(`schemaLocation="${base}${path}?xsd=1"`);
});

test('a namespace keeps its prefix at the hosts of the service', async () => {
  const client = new SoapClient(send, 'http://api.4shared.com/~mine/jax2/DesktopApp');
  expect(await client.openForm()).toMatch(/^http:\/\/dc1\.4shared\.com\/~mine\/main\/upload\.jsp\?sId=/);
  const id = await client.upload('a.txt', Buffer.from('hello'), 3);
  expect(await client.own('getFileDownloadLink', id)).toMatch(
    /^http:\/\/www\.4shared\.com\/~mine\/document\/[\w-]{8}\/a\.html$/,
  );
  expect((await client.get(await client.directLink(id))).body.toString()).toBe('hello');
  expect(fake.namespace('mine').journal.entries().length).toBeGreaterThan(3);
  expect(fake.journal.entries()).toEqual([]);
});

test('what another part of the service has is not there', async () => {
  const client = new SoapClient(send);
  const form = await client.openForm();
  const wrong = form.replace('dc1.4shared.com', 'api.4shared.com');
  expect((await client.sendPart(wrong, '1', 0, Buffer.from('x'))).status).toBe(404);
  expect((await client.get('https://www.4shared.com/jax3/DesktopApp?wsdl')).status).toBe(404);
});

test('the control API is there when it is asked for', async () => {
  expect((await new SoapClient(send).get('https://api.4shared.com/_control/health')).status).toBe(404);
  const own = fourSharedHandlers({ control: true });
  await server.boundary(async () => {
    server.use(...own);
    const health = await new SoapClient(send).get('https://api.4shared.com/_control/health');
    expect(JSON.parse(health.body.toString())).toMatchObject({ status: 'ok' });
    const document = await new SoapClient(send).get('https://api.4shared.com/_control/openapi.json');
    expect(JSON.parse(document.body.toString())).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) });
    const made = await send(
      'POST',
      'https://api.4shared.com/_control/rules',
      { 'content-type': 'application/json' },
      Buffer.from('{"on":{"kind":"call"},"do":[{"act":"nil"}]}'),
    );
    expect(made.status).toBe(201);
    expect(own.rules.list()).toHaveLength(1);
  })();
});

test('options that are wrong are refused', () => {
  expect(() => fourSharedHandlers({ bases: ['nowhere'] })).toThrow('bases: "nowhere" must be an address');
});
