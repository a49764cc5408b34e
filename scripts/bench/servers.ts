import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import { startFourShared } from '../../mock-server/index.js';
import { envelope, listingFixture, sampleItem } from './samples.js';

// The benchmark runs it as a separate process: `node servers.js NAME [NUMBER]`. Prints its port when ready.

const require = createRequire(import.meta.url);

const [name = '', amount = '0'] = process.argv.slice(2);

const SERVERS: Readonly<Record<string, () => Promise<number>>> = {
  testkit: async () => {
    const fake = await startFourShared({ fixture: listingFixture(Number(amount)) });
    process.once('SIGTERM', () => void fake.close().then(() => process.exit(0)));
    return fake.port;
  },
  bare: async () => listen(createServer(answerAlways(await sampleBytes(Number(amount))))),
  'bare-upload': () => listen(createServer(storeBody(amount))),
  'strong-soap': async () => {
    const { default: strongSoap } = await import('strong-soap');
    return soapServer(strongSoap.soap.listen);
  },
  soap: () => soapServer(require('soap').listen),
};

const start = SERVERS[name];
if (!start) throw new Error(`unknown server ${name}: the servers are ${Object.keys(SERVERS).join(', ')}`);
process.stdout.write(`${await start()}\n`);

/** The response that the fake sends. */
async function sampleBytes(files: number): Promise<Uint8Array> {
  const fake = await startFourShared({ fixture: listingFixture(files) });
  const response = await fetch(`${fake.url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: files === 0 ? envelope('getFreeSpace') : envelope('getItems', -1),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  await fake.close();
  return bytes;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** The minimum of a Node server: reads the body, and sends the same bytes with the same headers. */
function answerAlways(body: Uint8Array): RequestListener {
  return (request, response) => {
    request.on('data', () => {});
    request.on('end', () => {
      response.writeHead(200, { 'Content-type': 'text/xml; charset=utf-8', 'Transfer-encoding': 'chunked' });
      response.end(body);
    });
  };
}

/** The minimum of an upload server: hashes the body and appends it to a file. */
function storeBody(path: string): RequestListener {
  const file = createWriteStream(path);
  const digest = createHash('md5');
  return (request, response) => {
    request.on('data', (chunk: Uint8Array) => {
      digest.update(chunk);
      if (!file.write(chunk)) {
        request.pause();
        file.once('drain', () => request.resume());
      }
    });
    request.on('end', async () => {
      if (request.url === '/finish') {
        file.end();
        await finished(file);
        response.end(digest.digest('hex'));
      } else response.end('ok');
    });
  };
}

type SoapListen = (server: Server, path: string, services: unknown, wsdl: string) => unknown;

/** A server of another library, from the same description, with the same two responses. */
async function soapServer(listenSoap: SoapListen): Promise<number> {
  const items = Array.from({ length: Number(amount) }, (_, i) => sampleItem(i));
  const DesktopAppJax2Port = {
    getFreeSpace: () => ({ return: '16106127360' }),
    getItems: () => ({ return: { item: items } }),
  };
  const server = createServer();
  const port = await listen(server);
  listenSoap(
    server,
    '/jax3/DesktopApp',
    { DesktopAppJax2Service: { DesktopAppJax2Port } },
    wholeDescription(),
  );
  return port;
}

/** The description with inlined schemas, since these libraries do not load them for a text. */
function wholeDescription(): string {
  const read = (name: string): string => readFileSync(new URL(`../../wsdl/${name}`, import.meta.url), 'utf8');
  const schemas = ['array.xsd', 'jax3.xsd'].map((name) => read(name).replace(/<\?xml.*?\?>/, ''));
  return read('jax3.wsdl').replace(/<types>.*<\/types>/s, () => `<types>${schemas.join('')}</types>`);
}
