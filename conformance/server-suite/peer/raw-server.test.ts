import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourShared, startFourShared } from '../../../mock-server/index.js';
import { fetchExchange } from './fetch-exchange.js';
import { rawServer } from './raw-server.js';
import { readReply } from './read-reply.js';

const login = 'me@example.com';
const password = 'a<&>b';

describe.each(['jax3', 'jax2'] as const)('%s of the fake', (version) => {
  let fake: FourShared;
  beforeAll(async () => {
    fake = await startFourShared({ fixture: { accounts: [{ login, password, quota: 2n ** 60n + 1n }] } });
  });
  afterAll(() => fake.close());

  test('is told by the address, and numbers keep all their digits', async () => {
    const server = rawServer(fake.wsdlUrl(version));
    expect(server.version).toBe(version);
    expect(await server.call('getFreeSpace', { login, password })).toEqual({
      value: 2n ** 60n + 1n,
      complaints: [],
    });
  });

  test('texts come back as they were sent', async () => {
    const server = rawServer(fake.wsdlUrl(version));
    const unit = fc.constantFrom('a', '<', '&', '>', '"', "'", ' ', ']]>', 'ü', '𝄞', '文');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 12 }), async (text) => {
        const description = `x${text}x`;
        await server.call('setDirDescription', {
          login,
          password,
          dirId: -1n,
          description,
          flag1: false,
          flag2: false,
        });
        const told = await server.call('getDirDescription', { login, password, dirId: -1n });
        expect(told).toEqual({ value: description, complaints: [] });
      }),
      { numRuns: 20 },
    );
  });

  test('lists are arrays, and their members are what the description says', async () => {
    const server = rawServer(fake.wsdlUrl(version));
    expect(await server.call('getItems', { login, password, dirId: -1n })).toEqual({
      value: [],
      complaints: [],
    });
    const made = await server.call('createNewFolder', { login, password, dirId: -1n, folderName: 'one' });
    const { value: items } = answered(await server.call('getItems', { login, password, dirId: -1n }));
    expect(items).toMatchObject([{ id: answered(made).value, name: 'one', directory: true }]);
  });

  test('a fault is an outcome', async () => {
    const told = await rawServer(fake.wsdlUrl(version)).call('getFreeSpace', {
      login,
      password: 'other',
    });
    expect(told).toMatchObject({ fault: { code: 'Server' } });
  });
});

function answered<Value>(outcome: { readonly value: Value } | { readonly fault: unknown }): { value: Value } {
  if ('value' in outcome) return outcome;
  throw new Error(`a fault in place of a value: ${JSON.stringify(outcome.fault)}`);
}

async function askedOf(listener: RequestListener, limits = {}): Promise<unknown> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const peer = rawServer(`http://127.0.0.1:${port}/jax3/DesktopApp?wsdl`, {
    exchange: fetchExchange(limits),
  });
  try {
    return await peer.call('getFreeSpace', { login, password });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const answering =
  (body: string): RequestListener =>
  (_request, response) =>
    void response.end(body);

const enveloped = (payload: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${payload}</s:Body></s:Envelope>`;

const reply = (inner: string): string =>
  enveloped(
    `<a:getFreeSpaceResponse xmlns:a="http://api.soap.shared.pmstation.com/">${inner}</a:getFreeSpaceResponse>`,
  );

describe('a server that is not trusted', () => {
  test.each([
    ['no-soap', 'no body', answering('')],
    ['no-soap', 'a page', answering('<html><body/></html>')],
    ['no-soap', 'an empty body', answering(enveloped(''))],
    ['no-soap', 'another reply', answering(enveloped('<getItemsResponse/>'))],
    ['no-soap', 'no return', answering(reply(''))],
    ['bad-xml', 'a document type', answering('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    ['bad-xml', 'tags that do not match', answering('<a></b>')],
    ['bad-xml', 'elements without end', answering('<a>'.repeat(1000))],
    ['bad-value', 'no number', answering(reply('<return>much</return>'))],
    ['bad-value', 'a number past 64 bits', answering(reply('<return>9223372036854775808</return>'))],
    ['bad-value', 'an element for a number', answering(reply('<return><b>1</b></return>'))],
    ['hung-up', 'an end without an answer', (request) => void request.socket.destroy()],
  ] satisfies [string, string, RequestListener][])('%s: %s', async (kind, _what, listener) => {
    await expect(askedOf(listener)).rejects.toMatchObject({ name: 'NoAnswerError', kind });
  });

  test('more than the limit is not read', async () => {
    const limited = askedOf(answering('x'.repeat(1001)), { maxReplyBytes: 1000 });
    await expect(limited).rejects.toMatchObject({ kind: 'too-large' });
  });

  test('an answer that does not come is not waited for', async () => {
    await expect(askedOf(() => {}, { timeoutMs: 200 })).rejects.toMatchObject({ kind: 'timed-out' });
  });

  test('nobody at the address', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const call = rawServer(`http://127.0.0.1:${port}/`).call('getFreeSpace', { login, password });
    await expect(call).rejects.toMatchObject({ kind: 'unreachable' });
  });

  test.each([
    ['return is in the namespace urn:x, not in none', reply('<return xmlns="urn:x">5</return>')],
    ['getFreeSpaceResponse holds more than one element', reply('<return>5</return><more/>')],
    [
      'getFreeSpaceResponse is in no namespace, not in http://api.soap.shared.pmstation.com/',
      enveloped('<getFreeSpaceResponse><return>5</return></getFreeSpaceResponse>'),
    ],
  ])('%s', (complaint, xml) => {
    const answer = { status: 200, headers: {}, body: new TextEncoder().encode(xml) };
    expect(readReply(answer, 'getFreeSpace', 'jax3')).toEqual({
      value: 5n,
      complaints: [complaint],
    });
  });
});
