import type { IncomingMessage } from 'node:http';

/** The user of `Proxy-Authorization: Basic`, which names a namespace; undefined without one. */
export function proxyUser({ headers }: IncomingMessage): string | undefined {
  const [, encoded] = /^basic +([\w+/=-]+) *$/i.exec(headers['proxy-authorization'] ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [user = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 1);
  return user === '' ? undefined : user;
}
