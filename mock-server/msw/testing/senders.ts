import http from 'node:http';
import https from 'node:https';
import axios, { type AxiosRequestConfig } from 'axios';
import { Agent, fetch as fetchOfUndici, request as requestOfUndici } from 'undici';
import { type Serving, throughFetch } from '../undici.js';

/** A response. */
export interface Got {
  readonly status: number;
  readonly body: Buffer;
  header(name: string): string | undefined;
}

/** One way to send a request. Rejects when the connection breaks off. */
export type Send = (
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body?: Buffer,
) => Promise<Got>;

const got = async (response: Response): Promise<Got> => ({
  status: response.status,
  body: Buffer.from(await response.arrayBuffer()),
  header: (name) => response.headers.get(name) ?? undefined,
});

const byFetch: Send = async (method, address, headers, body) =>
  got(await fetch(address, { method, headers, body: body === undefined ? null : new Uint8Array(body) }));

const byNode =
  (options: http.RequestOptions): Send =>
  (method, address, headers, body) =>
    new Promise((resolve, reject) => {
      const { request } = address.startsWith('https:') ? https : http;
      const sent = request(address, { ...options, method, headers }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(pieces),
            header: (name) => response.headers[name]?.toString(),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });

const byAxios =
  (options: AxiosRequestConfig): Send =>
  async (method, url, headers, data) => {
    const response = await axios.request<ArrayBuffer>({
      ...options,
      ...{ method, url, headers, data },
      responseType: 'arraybuffer',
      validateStatus: () => true,
    });
    return {
      status: response.status,
      body: Buffer.from(response.data),
      header: (name) => response.headers[name]?.toString(),
    };
  };

const agent = new https.Agent({ keepAlive: true });

/** Clients that msw intercepts. */
export const SENDERS: readonly (readonly [name: string, send: Send])[] = [
  ['fetch', byFetch],
  ['node:http', byNode({})],
  [
    'node:http, chunked',
    (method, address, headers, body) =>
      byNode({})(method, address, { ...headers, 'transfer-encoding': 'chunked' }, body),
  ],
  ['axios', byAxios({ adapter: 'http' })],
  ['axios over fetch', byAxios({ adapter: 'fetch' })],
];

/** Kept connections: https only, as the agent requires. */
export const byKeptConnection: Send = byNode({ agent });

/** Clients of the package undici, which msw does not intercept. */
export function sendersOfUndici(fake: Serving): readonly (readonly [name: string, send: Send])[] {
  const dispatcher = new Agent().compose(throughFetch(fake));
  return [
    [
      'undici.request',
      async (method, address, headers, body) => {
        const response = await requestOfUndici(address, { dispatcher, method, headers, body: body ?? null });
        return {
          status: response.statusCode,
          body: Buffer.from(await response.body.arrayBuffer()),
          header: (name) => response.headers[name]?.toString(),
        };
      },
    ],
    [
      'undici.fetch',
      async (method, address, headers, body) =>
        got(
          (await fetchOfUndici(address, {
            dispatcher,
            method,
            headers,
            body: body ?? null,
          })) as unknown as Response,
        ),
    ],
  ];
}
