import { request } from 'node:http';

/** A response. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Undefined without a body, or if it is not JSON. */
  readonly json: unknown;
}

/** A request, besides method and path. */
export interface Sending {
  readonly json?: unknown;
  /** Sent unchanged instead of `json`. */
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** Sends one request on its own connection, with only the given headers. */
export function send(base: string, method: string, path: string, sending: Sending = {}): Promise<Reply> {
  const { json, body = json === undefined ? undefined : JSON.stringify(json), headers = {} } = sending;
  const typed = json === undefined ? {} : { 'content-type': 'application/json' };
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const url = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: url.hostname,
        port: url.port,
        path: url.pathname.replace(/\/$/, '') + path,
        method,
        headers: { ...typed, ...length, ...headers } as Record<string, string | string[]>,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: jsonOf(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller checks for JSON.
    return undefined;
  }
}
