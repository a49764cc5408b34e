import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createFake, type FakeApp } from '../../../mock-server/index.js';
import { type ExchangeLimits, fetchExchange } from './fetch-exchange.js';
import { rawServer } from './raw-server.js';
import { strongSoapServer } from './strong-soap-server.js';

const args = { login: 'me@example.com', password: 'a<&>b' };
const PEERS = { 'raw XML': rawServer, 'strong-soap': strongSoapServer };

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function askedOf(
  peer: keyof typeof PEERS,
  listener: RequestListener,
  limits: Partial<ExchangeLimits> = {},
): Promise<unknown> {
  const server = createServer(listener);
  const asked = PEERS[peer](`${await listening(server)}/jax3/DesktopApp?wsdl`, {
    exchange: fetchExchange(limits),
  });
  try {
    return await asked.call('getFreeSpace', args);
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

const hangUp: RequestListener = (request) => void request.socket.destroy();

const cutShort: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('<a>', () => response.destroy());
};

let fake: FakeApp;
beforeAll(() => {
  fake = createFake();
});
afterAll(() => fake.close());

/** The description is in order. */
const described =
  (listener: RequestListener): RequestListener =>
  (request, response) =>
    request.method === 'GET' ? void fake.app(request, response) : listener(request, response);

describe.each(Object.keys(PEERS) as (keyof typeof PEERS)[])('%s, and a server that means harm', (peer) => {
  test.each([
    ['no-soap', 'no body', answering('')],
    ['no-soap', 'a page', answering('<html><body/></html>')],
    ['no-soap', 'an empty body', answering(enveloped(''))],
    ['no-soap', 'another reply', answering(enveloped('<getItemsResponse/>'))],
    ['no-soap', 'no return', answering(reply(''))],
    ['bad-xml', 'a document type', answering('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    ['bad-xml', 'tags that do not match', answering('<a></b>')],
    ['bad-xml', 'half of a reply', answering(reply('<return>5</return>').slice(0, 150))],
    ['bad-xml', 'elements without end', answering('<a>'.repeat(1000))],
    ['bad-value', 'no number', answering(reply('<return>much</return>'))],
    ['bad-value', 'a number past 64 bits', answering(reply('<return>9223372036854775808</return>'))],
    ['bad-value', 'an element for a number', answering(reply('<return><b>1</b></return>'))],
    ['hung-up', 'an end without an answer', hangUp],
    ['hung-up', 'an end within an answer', cutShort],
  ] satisfies [string, string, RequestListener][])('%s: %s', async (kind, _what, listener) => {
    await expect(askedOf(peer, described(listener))).rejects.toMatchObject({ name: 'NoAnswerError', kind });
  });

  test('more than the limit is not read', async () => {
    const endless = described((_request, response) => void response.end('x'.repeat(200_001)));
    const limited = askedOf(peer, endless, { maxReplyBytes: 200_000 });
    await expect(limited).rejects.toMatchObject({ kind: 'too-large' });
  });

  test('an answer that does not come is not waited for', async () => {
    await expect(askedOf(peer, () => {}, { timeoutMs: 200 })).rejects.toMatchObject({ kind: 'timed-out' });
  });
});

describe('strong-soap, and a description that means harm', () => {
  // strong-soap shows there all that it knows of what it cannot find.
  beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
  afterAll(() => void vi.restoreAllMocks());

  /** The description with something else in it, and documents that it imports. */
  const descriptionOf =
    (change: (wsdl: string) => string, imported?: RequestListener): RequestListener =>
    (request, response) => {
      if (!/wsdl$/.test(request.url ?? ''))
        return imported ? imported(request, response) : void fake.app(request, response);
      return void descriptionText(request.headers.host).then((wsdl) => response.end(change(wsdl)));
    };

  async function descriptionText(host = ''): Promise<string> {
    const { text } = await supertest(fake.app).get('/jax3/DesktopApp?wsdl').set('Host', host);
    return text;
  }

  // A description that was read once is cached, so each has a different text.
  const marked =
    (mark: string) =>
    (wsdl: string): string =>
      `${wsdl}<!-- ${mark} -->`;

  test.each([
    ['bad-xml', 'a page', answering('<!DOCTYPE html><html></html>')],
    ['bad-xml', 'half of one', descriptionOf((wsdl) => wsdl.slice(0, 5000))],
    ['bad-xml', 'schemas that are no XML', descriptionOf(marked('a'), answering('no XML'))],
    ['undescribed', 'a page in XML', answering('<html/>')],
    ['undescribed', 'schemas that are none', descriptionOf(marked('b'), answering('<html/>'))],
    ['undescribed', 'no page at all', (_request, response) => void response.writeHead(404).end()],
    [
      'undescribed',
      'messages that are not there',
      descriptionOf((wsdl) => wsdl.replace('"tns:login"', '"tns:x"')),
    ],
    [
      'undescribed',
      'no operation of the name',
      descriptionOf((wsdl) => wsdl.replaceAll('getFreeSpace', 'x')),
    ],
    ['hung-up', 'an end without one', hangUp],
    ['hung-up', 'an end within one', cutShort],
    ['hung-up', 'an end in place of schemas', descriptionOf(marked('c'), hangUp)],
    ['too-large', 'schemas without end', descriptionOf(marked('d'), importing())],
  ] satisfies [string, string, RequestListener][])('%s: %s', async (kind, _what, listener) => {
    await expect(askedOf('strong-soap', listener)).rejects.toMatchObject({ name: 'NoAnswerError', kind });
  });

  test('is asked for again with the next call', async () => {
    let asked = 0;
    const server = createServer((request, response) =>
      request.method === 'GET' && asked++ === 0
        ? response.writeHead(503).end()
        : described(answering(reply('<return>5</return>')))(request, response),
    );
    const peer = strongSoapServer(`${await listening(server)}/jax3/DesktopApp`);
    const first = peer.call('getFreeSpace', args);
    await expect(first).rejects.toMatchObject({
      kind: 'undescribed',
      message: `could not be made, as the description at ${peer.address}?wsdl has status 503 at ${peer.address}?wsdl`,
    });
    expect(await peer.call('getFreeSpace', args)).toMatchObject({ value: 5n, complaints: [] });
    server.closeAllConnections();
    server.close();
  });

  test('an operation of jax3 is not in that of jax2, and is not asked for', async () => {
    const posts: unknown[] = [];
    const server = createServer(described((request) => void posts.push(request.url)));
    const peer = strongSoapServer(`${await listening(server)}/jax2/DesktopApp?wsdl`);
    await expect(peer.call('getToolVersion', { toolName: 'a', platform: 'b' })).rejects.toMatchObject({
      kind: 'undescribed',
      message: 'could not be made, as the description has no getToolVersion',
    });
    expect(posts).toEqual([]);
    server.closeAllConnections();
    server.close();
  });
});

/** Every schema imports one more. */
function importing(): RequestListener {
  let count = 0;
  return (_request, response) =>
    void response.end(
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:${count}"><xs:import namespace="urn:${count + 1}" schemaLocation="${++count}.xsd"/></xs:schema>`,
    );
}
