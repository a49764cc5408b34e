import { setupServer } from 'msw/node';
import strongSoap, { type StrongSoapClient } from 'strong-soap';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fourSharedHandlers } from './node.js';
import { byKeptConnection, SENDERS, sendersOfUndici } from './testing/senders.js';
import { md5, SoapClient } from './testing/soap-client.js';

const fake = fourSharedHandlers();
const server = setupServer(...fake);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => fake.reset());
afterAll(() => server.close());

const ALL = [...SENDERS, ['a kept connection', byKeptConnection] as const, ...sendersOfUndici(fake)];

const CONTENT = Buffer.from(Array.from({ length: 30_000 }, (_, i) => (i * 7919) % 251));

test.each(ALL)('%s: the whole how-to, and the bytes again', async (_name, send) => {
  const client = new SoapClient(send);
  const id = await client.upload('héllo & <wörld>.bin', CONTENT, 13_000);
  expect(await client.own('getItems', -1)).toContain(`<md5>${md5(CONTENT)}</md5>`);
  const link = await client.directLink(id);
  expect(link).toMatch(/^https:\/\/dc1\.4shared\.com\/download\/[\w-]{8}\//);
  const whole = await client.get(link);
  expect([whole.status, whole.body.equals(CONTENT)]).toEqual([200, true]);
  expect(whole.header('content-length')).toBe(String(CONTENT.length));
  const range = await client.get(link, { range: 'bytes=10-19' });
  expect([range.status, range.body]).toEqual([206, CONTENT.subarray(10, 20)]);
  expect(fake.journal.entries({ kind: 'part' })).toMatchObject([
    { firstByte: '0', received: '13000' },
    { firstByte: '13000', received: '13000' },
    { firstByte: '26000', received: '4000' },
  ]);
});

test.each(ALL)(
  '%s: a wrong password is a fault, and wrong content types are refused',
  async (_name, send) => {
    const client = new SoapClient(send);
    await expect(client.call('getFreeSpace', 'user@example.com', 'wrong')).rejects.toThrow(
      'getFreeSpace: 500 Invalid login or password',
    );
    const refused = await send(
      'POST',
      'https://api.4shared.com/jax3/DesktopApp',
      { 'content-type': 'text/plain' },
      Buffer.from('x'),
    );
    expect(refused.status).toBe(415);
    const [{ headers } = { headers: [] }] = fake.journal.entries();
    expect(headers.filter(({ name }) => name.toLowerCase() === 'host')).toEqual([
      { name: expect.any(String), value: 'api.4shared.com' },
    ]);
  },
);

test.each(ALL)('%s: HEAD has the length of a file and no bytes', async (_name, send) => {
  const client = new SoapClient(send);
  const link = await client.directLink(await client.upload('a.bin', CONTENT, 30_000));
  const head = await send('HEAD', link, {});
  expect([head.status, head.header('content-length'), head.body.length]).toEqual([200, '30000', 0]);
  const description = await send('HEAD', 'https://api.4shared.com/jax3/DesktopApp?wsdl', {});
  expect([description.status, description.body.length]).toEqual([200, 0]);
});

test('strong-soap reads the description and calls by it', async () => {
  const service = await new Promise<StrongSoapClient>((resolve, reject) =>
    strongSoap.soap.createClient('http://api.4shared.com/jax3/DesktopApp?wsdl', {}, (error, client) =>
      error ? reject(error) : resolve(client),
    ),
  );
  for (const expected of ['16106127234', '16106127234'])
    expect(
      await new Promise((resolve, reject) =>
        service['getFreeSpace']?.({ arg0: 'user@example.com', arg1: 'secret' }, (error, result) =>
          error ? reject(error) : resolve(result),
        ),
      ),
    ).toEqual({ return: expected });
});
