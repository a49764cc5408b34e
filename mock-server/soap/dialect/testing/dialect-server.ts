import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { OperationName } from '../../../../wsdl/contract.js';
import { encodeFault, encodeResult, SoapFault } from '../../index.js';
import type { Dialect } from '../dialect.js';
import { respell } from '../index.js';
import { bytesOf } from './infoset.js';

const file = {
  ...{
    directory: false,
    downloadCount: 3,
    empty: false,
    parentId: 1n,
    removed: false,
    shared: false,
    version: 1,
  },
  ...{ id: 9_007_199_254_740_993n, size: 4n },
};

/** The responses to all calls. */
export const ANSWERS = {
  getItems: [
    { ...file, name: `Grüße & <"x" 'y'> ]]> 漢字 😀.bin`, date: new Date('2026-01-02T03:04:05.678Z') },
    { ...file, name: '', md5: 'ffff', downloadLink: 'http://example.com/?a=1&b=2' },
  ],
  getFreeSpace: 9_007_199_254_740_995n,
  login: '',
} as const satisfies Partial<Record<OperationName, unknown>>;

export const FAULT = new SoapFault('Server', 'Invalid <login> & "pässword"', {
  details: 'Invalid <login> & "pässword"',
  exceptionClass: 'com.example.LoginException',
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return text;
}

function send(response: ServerResponse, bytes: Uint8Array, { chunks, connection }: Dialect): void {
  if (connection === 'close') response.setHeader('Connection', 'close');
  if (chunks === undefined) {
    response.setHeader('Content-Length', bytes.length);
    response.end(bytes);
    return;
  }
  for (let at = 0; at < bytes.length; at += chunks) response.write(bytes.subarray(at, at + chunks));
  response.end();
}

async function respond(request: IncomingMessage, response: ServerResponse, dialect: Dialect): Promise<void> {
  const text = await textOf(request);
  const operation = (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).find((name) =>
    text.includes(`:${name}`),
  );
  const canonical =
    operation === undefined
      ? encodeFault('jax3', 'getRoot', FAULT, 'utf-8')
      : encodeResult('jax3', operation, ANSWERS[operation], 'utf-8');
  const respelled = respell(canonical, dialect, { operation: operation ?? 'getRoot', version: 'jax3' });
  response.statusCode = operation === undefined ? (dialect.faultStatus ?? 500) : 200;
  response.setHeader('Content-Type', respelled.contentType);
  const isPacked = dialect.gzip === true && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (isPacked) response.setHeader('Content-Encoding', 'gzip');
  send(response, isPacked ? gzipSync(bytesOf(respelled)) : bytesOf(respelled), dialect);
}

/** Serves calls at `/0`, `/1` and so on, each in one of the dialects. */
export async function serveDialects(dialects: readonly Dialect[]): Promise<Server> {
  const server = createServer((request, response) => {
    const dialect = dialects[Number(request.url?.slice(1))] ?? {};
    respond(request, response, dialect).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export const addressOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
