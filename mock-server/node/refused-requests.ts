import {
  type IncomingMessage,
  maxHeaderSize,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { recordRefusal, type Service } from '../http/index.js';
import { ClientTimeouts, type Exchange } from './client-timeouts.js';

/** Why a request is refused before the service sees it. */
interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** Node's error for a request that it cannot parse. */
interface ClientError extends Error {
  readonly code?: string;
  readonly reason?: string;
  readonly rawPacket?: Buffer;
}

/** Milliseconds for a client to read the refusal before its connection is destroyed. */
const READING_TIME = 500;

/**
 * Responds to requests that Node itself would refuse, and logs and records them: malformed requests, heads that are
 * too large or too slow, bodies that stall, and expectations.
 */
export function refuseRequests(server: Server, service: Service, clientTimeoutMs: number): ClientTimeouts {
  const refused = new WeakSet<Socket>();
  const refuse = (socket: Socket, refusal: Refusal, packet?: Buffer): void => {
    // A parser complains again about the bytes that follow.
    if (refused.has(socket)) return;
    refused.add(socket);
    const exchange = timeouts.underWay(socket);
    recordRefusal(
      service,
      refusal,
      exchange ? lineOf(exchange.incoming) : firstLine(packet),
      exchange !== undefined,
    );
    if (exchange?.response.headersSent || !socket.writable) {
      socket.destroy();
      return;
    }
    const { status } = refusal;
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    setTimeout(() => socket.destroy(), READING_TIME).unref();
  };
  const timeouts = new ClientTimeouts(server, clientTimeoutMs, (socket, place) =>
    refuse(socket, { status: 408, reason: stalled(place, clientTimeoutMs) }),
  );

  server.on('clientError', (error: ClientError, stream) => {
    // A server of node:http has no other connections.
    const socket = stream as Socket;
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') timeouts.takeOver(socket);
    else if (error.code?.startsWith('HPE_')) refuse(socket, refusalOf(error), error.rawPacket);
    else socket.destroy();
  });
  server.on('checkExpectation', (incoming: IncomingMessage, response: ServerResponse) => {
    const { expect } = incoming.headers;
    const reason = `the request expects ${JSON.stringify(expect)}, and 100-continue is all that can be met`;
    recordRefusal(service, { status: 417, reason }, lineOf(incoming), false);
    response.writeHead(417, { 'Content-Length': 0, Connection: 'close' }).end();
  });
  return timeouts;
}

/** Source: RFC 9112, section 3.2. The response ends the connection. */
export function refuseWithoutHost(service: Service, { incoming, response }: Exchange): boolean {
  if (incoming.headers.host !== undefined || incoming.httpVersion !== '1.1') return false;
  const reason = 'a request of HTTP/1.1 must have a header Host';
  recordRefusal(service, { status: 400, reason }, lineOf(incoming), false);
  response.writeHead(400, { 'Content-Length': 0, Connection: 'close' }).end();
  return true;
}

const stalled = (place: 'head' | 'body', ms: number): string =>
  place === 'head'
    ? 'the head of the request did not end in time'
    : `the client sent or read nothing more, or hardly anything, in ${ms} ms`;

function refusalOf({ code, reason, message, rawPacket }: ClientError): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW')
    return { status: 431, reason: `the head of the request has more than ${maxHeaderSize} bytes` };
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
    return { status: 413, reason: 'the chunk extensions are too large' };
  const hint = hintFor(rawPacket);
  return { status: 400, reason: `${reason ?? message}${hint === undefined ? '' : `; ${hint}`}` };
}

/** The protocol of a client that does not speak HTTP/1, by its first bytes. */
function hintFor(packet: Buffer | undefined): string | undefined {
  // RFC 9113, section 3.4.
  if (packet?.subarray(0, 14).toString('latin1') === 'PRI * HTTP/2.0')
    return 'the client speaks HTTP/2 from its first byte: let it use HTTP/1.1';
  return undefined;
}

const lineOf = ({ method = '', url = '' }: IncomingMessage): { method: string; target: string } => ({
  method,
  target: url,
});

/** The request line of a malformed head; empty if there is none. */
function firstLine(packet: Buffer | undefined): { method: string; target: string } {
  const start = packet?.subarray(0, 2048).toString('latin1') ?? '';
  const [, method = '', target = ''] = /^([A-Za-z-]{1,20}) (\S{1,1900}) HTTP\//.exec(start) ?? [];
  return { method, target };
}
