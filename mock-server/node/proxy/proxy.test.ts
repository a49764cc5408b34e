import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { returned } from '../../testing/envelopes.js';
import { ENDPOINT, exchange, ReachTestbed } from '../testing/reach-testbed.js';

const { lookup } = vi.hoisted(() => ({ lookup: vi.fn() }));
// The names of the tests exist nowhere, and no resolver may be asked for them.
vi.mock('node:dns/promises', () => ({ lookup }));

let bed: ReachTestbed;
const other = createServer((incoming, response) => {
  response.setHeader('Connection', 'close, x-hop');
  incoming.pipe(response.writeHead(201, { 'x-seen': JSON.stringify(incoming.headers) }));
});
let port: number;

beforeAll(async () => {
  bed = await ReachTestbed.start();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  port = (other.address() as AddressInfo).port;
});
afterAll(async () => {
  await bed.close();
  other.close();
  other.closeAllConnections();
});
afterEach(() => {
  lookup.mockReset();
});

const basic = (user: string): string => `Proxy-Authorization: Basic ${btoa(`${user}:`)}`;
const API = 'Host: api.4shared.com';
/** The address of the upload form that a call gets. */
const formUrl = async (socket: Socket, target: string, headers: readonly string[], namespace?: string) =>
  returned(await exchange(socket, await bed.formUrl(target, headers, namespace)));
const get = (url: string, ...headers: readonly string[]): string =>
  [`GET ${url} HTTP/1.1`, `Host: ${new URL(url).host}`, ...headers, 'Connection: close', '', ''].join('\r\n');

describe('the hosts of the service', () => {
  test('an absolute address: data centers are handed out with http', async () => {
    expect(await formUrl(bed.plain(), `http://api.4shared.com${ENDPOINT}`, [API])).toMatch(
      /^http:\/\/dc7\.4shared\.com\/main\/upload\.jsp\?/,
    );
  });

  test.each([80, 443])('a tunnel to port %i, plain inside', async (at) => {
    const socket = await bed.tunnel(`api.4shared.com:${at}`);
    expect(await formUrl(socket, ENDPOINT, [API])).toMatch(/^http:\/\/dc7\.4shared\.com\//);
  });

  test('a tunnel with TLS inside: data centers are handed out with https', async () => {
    const socket = await bed.tls({
      socket: await bed.tunnel('api.4shared.com:443'),
      servername: 'api.4shared.com',
    });
    expect(await formUrl(socket, ENDPOINT, [API])).toMatch(/^https:\/\/dc7\.4shared\.com\//);
  });

  test('a tunnel whose client asks for no name has the certificate of its host', async () => {
    const { checkServerIdentity } = await import('node:tls');
    const socket = await bed.tls({
      socket: await bed.tunnel('dc3.4shared.com:443'),
      rejectUnauthorized: false,
    });
    const certificate = (socket as import('node:tls').TLSSocket).getPeerCertificate();
    expect(checkServerIdentity('dc3.4shared.com', certificate)).toBeUndefined();
    socket.destroy();
  });

  test('a tunnel through a proxy that is spoken to by TLS', async () => {
    const secure = await bed.tls({ servername: 'localhost' });
    secure.write('CONNECT api.4shared.com:443 HTTP/1.1\r\nHost: api.4shared.com:443\r\n\r\n');
    expect(String(await once(secure, 'data'))).toMatch(/^HTTP\/1\.1 200 /);
    const inside = await bed.tls({ socket: secure, servername: 'api.4shared.com' });
    expect(await formUrl(inside, ENDPOINT, [API])).toMatch(/^https:\/\/dc7\./);
  });

  test('bytes that come with CONNECT belong to the tunnel', async () => {
    const head = `CONNECT api.4shared.com:80 HTTP/1.1\r\n${API}\r\n\r\n`;
    const answer = await exchange(bed.plain(), head + bed.call(ENDPOINT, [API], 'getFreeSpace'));
    expect(answer).toMatch(/^HTTP\/1\.1 200 Connection established\r\n\r\nHTTP\/1\.1 200 /);
  });

  test('each host serves its own part of the service', async () => {
    const answer = await exchange(bed.plain(), get('http://www.4shared.com/jax3/DesktopApp?wsdl'));
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('SOAP is at api.4shared.com');
    expect(bed.log.at(-1)).toMatchObject({
      warnings: [expect.stringMatching(/SOAP is at api\.4shared\.com/)],
    });
  });

  test('this server by its own address, for clients that send all to their proxy', async () => {
    const own = await exchange(bed.plain(), get(`${bed.fake.url}${ENDPOINT}?wsdl`));
    expect(own).toMatch(/^HTTP\/1\.1 200 /);
    expect(own).toContain(`${bed.fake.url}${ENDPOINT}`);
    (await bed.tunnel(`localhost:${bed.fake.port}`)).destroy();
  });
});

describe('the user of the proxy is the namespace', () => {
  test('of an absolute address', async () => {
    const headers = [API, basic('mine')];
    expect(await formUrl(bed.plain(), `http://api.4shared.com${ENDPOINT}`, headers, 'mine')).toMatch(
      /^http:\/\/dc7\.4shared\.com\/main/,
    );
    expect(bed.lastTarget('mine')).toBe(`http://api.4shared.com${ENDPOINT}`);
  });

  test('of a tunnel, for all requests in it', async () => {
    const socket = await bed.tunnel('api.4shared.com:443', basic('tunnel-user'));
    await exchange(socket, bed.call(ENDPOINT, [API], 'getFreeSpace'));
    expect(bed.lastTarget('tunnel-user')).toBe(ENDPOINT);
  });

  test('a prefix of the path outweighs it', async () => {
    const socket = await bed.tunnel('api.4shared.com:443', basic('outer'));
    const url = await formUrl(socket, `/~inner${ENDPOINT}`, [API], 'inner');
    expect(url).toContain('dc7.4shared.com/~inner/main');
    expect(bed.fake.namespaces().map(({ name }) => name)).not.toContain('outer');
  });

  test('that is no name of a namespace is refused', async () => {
    const socket = await bed.tunnel('api.4shared.com:443', basic('not/a/name'));
    expect(await exchange(socket, bed.call(ENDPOINT, [API], 'getFreeSpace'))).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test('is asked for by a server that says so', async () => {
    const asking = await ReachTestbed.start({ askProxyUser: true });
    await expect(asking.tunnel('api.4shared.com:443')).rejects.toThrow(
      /^HTTP\/1\.1 407 [\s\S]*Proxy-Authenticate: Basic realm="/,
    );
    const target = `http://api.4shared.com${ENDPOINT}`;
    expect(await exchange(asking.plain(), get(`${target}?wsdl`))).toMatch(/^HTTP\/1\.1 407 /);
    (await asking.tunnel('api.4shared.com:443', basic('mine'))).destroy();
    expect(await exchange(asking.plain(), get(`${target}?wsdl`, basic('mine')))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(asking.plain(), asking.call(ENDPOINT, ['Host: x'], 'getFreeSpace'))).toMatch(
      /^HTTP\/1\.1 200 /,
    );
    await asking.close();
  });
});

describe('other hosts', () => {
  test.each([
    'example.com:443',
    'api.4shared.com:22',
    '127.0.0.1:1',
    '[::1]:80',
    'api.4shared.com.example:443',
  ])('no tunnel to %s, for a reason in one line', async (authority) => {
    await expect(bed.tunnel(authority)).rejects.toThrow(
      /^HTTP\/1\.1 403 Forbidden\r\n[\s\S]*\r\n\r\n\S+ is not 4shared\.com, [^\n]*\n$/,
    );
    expect(bed.log.at(-1)?.result).toMatch(/^403: /);
    expect(lookup).not.toHaveBeenCalled();
  });

  test('no request with an absolute address', async () => {
    const answer = await exchange(bed.plain(), get('http://example.com/jax3/DesktopApp?wsdl'));
    expect(answer).toMatch(/^HTTP\/1\.1 403 [\s\S]*\r\n\r\nexample\.com is not 4shared\.com, /);
    expect(lookup).not.toHaveBeenCalled();
  });

  test.each(['', 'api.4shared.com', 'a b:443', 'user@api.4shared.com:443'])(
    '%j is no authority',
    async (text) => {
      await expect(bed.tunnel(text)).rejects.toThrow(/^HTTP\/1\.1 400 /);
    },
  );
});

describe('a proxy that passes requests on', () => {
  let passing: ReachTestbed;
  beforeAll(async () => {
    passing = await ReachTestbed.start({ proxyPass: 'loopback' });
  });
  afterAll(() => passing.close());

  test('to this machine: a tunnel', async () => {
    lookup.mockResolvedValue([{ address: '127.0.0.1', family: 4 }]);
    const socket = await passing.tunnel(`other.test:${port}`);
    expect(await exchange(socket, get(`http://other.test:${port}/`))).toMatch(/^HTTP\/1\.1 201 /);
    expect(lookup).toHaveBeenCalledTimes(1);
  });

  test('to this machine: a request, without the headers of the connection', async () => {
    lookup.mockResolvedValue([{ address: '127.0.0.1', family: 4 }]);
    const sent = `POST http://other.test:${port}/a HTTP/1.1\r\nHost: other.test\r\n${basic('me')}\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc`;
    const answer = await exchange(passing.plain(), sent);
    expect(answer).toMatch(/^HTTP\/1\.1 201 [\s\S]*abc/);
    expect(JSON.parse(/^x-seen: (.*)$/m.exec(answer)?.[1] ?? '')).toMatchObject({ host: 'other.test' });
    expect(answer).not.toContain('proxy-authorization');
  });

  test.each([
    [[{ address: '192.0.2.1', family: 4 }]],
    [[{ address: '0.0.0.0', family: 4 }]],
    [
      [
        { address: '10.0.0.1', family: 4 },
        { address: '::', family: 6 },
      ],
    ],
    [[{ address: '::ffff:192.0.2.1', family: 6 }]],
  ])('not elsewhere: %j', async (addresses) => {
    lookup.mockResolvedValue(addresses);
    await expect(passing.tunnel('rebinding.test:80')).rejects.toThrow(
      /^HTTP\/1\.1 403 [\s\S]*not on this machine/,
    );
    expect(await exchange(passing.plain(), get('http://rebinding.test/'))).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('the address that was checked is the one that is used', async () => {
    lookup.mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }]);
    lookup.mockResolvedValue([{ address: '192.0.2.1', family: 4 }]);
    (await passing.tunnel(`rebinding.test:${port}`)).destroy();
    expect(lookup).toHaveBeenCalledTimes(1);
  });

  test('a name without an address, and a port without a server, are 502', async () => {
    lookup.mockRejectedValueOnce(new Error('ENOTFOUND'));
    await expect(passing.tunnel('none.test:80')).rejects.toThrow(/^HTTP\/1\.1 502 [\s\S]*has no address/);
    lookup.mockResolvedValue([{ address: '127.0.0.1', family: 4 }]);
    await expect(passing.tunnel('closed.test:1')).rejects.toThrow(/^HTTP\/1\.1 502 [\s\S]*ECONNREFUSED/);
    expect(await exchange(passing.plain(), get('http://closed.test:1/'))).toMatch(/^HTTP\/1\.1 502 /);
  });

  test('an https address in a request line needs CONNECT', async () => {
    expect(await exchange(passing.plain(), get('https://other.test/'))).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a further listener', () => {
  test('has the namespace of the moment, and the same ways in', async () => {
    let current = 'case-1';
    const door = await bed.fake.listen({ namespace: () => current });
    const ask = () =>
      formUrl(connect(door.port, '127.0.0.1'), ENDPOINT, [`Host: 127.0.0.1:${door.port}`], current);
    expect(await ask()).toContain(`${door.url}/main/upload.jsp`);
    current = 'case-2';
    await ask();
    expect([bed.lastTarget('case-1'), bed.lastTarget('case-2')]).toEqual([ENDPOINT, ENDPOINT]);
    expect(bed.fake.namespace('case-1').journal.entries({ operation: 'getUploadFormUrl' })).toHaveLength(1);
  });
});
