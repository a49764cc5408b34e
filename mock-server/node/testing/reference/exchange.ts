import { connect } from 'node:net';

/** A request as it goes over the wire; Host (unless it is false), Content-Length and Connection are added. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly host?: boolean;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

/** A response without its framing. */
export interface WireResponse {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Longer than any answer takes. */
const TIMEOUT = 60_000;

/** Sends a request to 127.0.0.1 on its own connection. */
export function exchange(
  port: number,
  { method, target, host = true, headers, body }: WireRequest,
): Promise<WireResponse> {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(host ? [`Host: 127.0.0.1:${port}`] : []),
    ...(method === 'GET' || method === 'HEAD' ? [] : [`Content-Length: ${body.length}`]),
    ...['Connection: close', ...headers, '', ''],
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const pieces: Buffer[] = [];
    socket.setTimeout(TIMEOUT, () => socket.destroy(new Error(`no answer within ${TIMEOUT} ms`)));
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', reject);
    socket.on('end', () => {
      socket.destroy();
      resolve(read(final(Buffer.concat(pieces))));
    });
    socket.write(Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body]));
  });
}

/** The response without the ones before it, which ask for the body. */
const final = (all: Buffer): Buffer =>
  /^HTTP\/1\.1 100 /.test(all.subarray(0, 13).toString('latin1'))
    ? all.subarray(all.indexOf('\r\n\r\n') + 4)
    : all;

function read(all: Buffer): WireResponse {
  const at = all.indexOf('\r\n\r\n');
  const [start = '', ...lines] = all.subarray(0, at).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const rest = all.subarray(at + 4);
  const isChunked = headers.get('transfer-encoding')?.toLowerCase() === 'chunked';
  return { status: Number(start.split(' ')[1]), headers, body: isChunked ? unchunked(rest) : rest };
}

function unchunked(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf('\r\n', at);
    const length = Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    if (line < 0 || !(length > 0)) break;
    pieces.push(bytes.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
  return Buffer.concat(pieces);
}
