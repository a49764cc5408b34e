import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../index.js';

const forwarded = { 'x-forwarded-host': 'outer.test, inner.test', 'x-forwarded-proto': 'https' };

async function address(
  options: Parameters<typeof createApp>[0],
  headers: Record<string, string>,
): Promise<string> {
  const { text } = await request(createApp(options)).get('/jax3/DesktopApp?wsdl').set(headers);
  return /<soap:address location="([^"]*)"/.exec(text)?.[1] ?? '';
}

test('addresses follow the Host header', async () => {
  expect(await address({}, { host: 'my.host:8080' })).toBe('http://my.host:8080/jax3/DesktopApp');
  expect(await address({}, { host: '[::1]:8080' })).toBe('http://[::1]:8080/jax3/DesktopApp');
});

test('a forwarded host counts only when it is trusted', async () => {
  expect(await address({}, { host: 'my.host', ...forwarded })).toBe('http://my.host/jax3/DesktopApp');
  expect(await address({ trustProxy: true }, { host: 'my.host', ...forwarded })).toBe(
    'https://outer.test/jax3/DesktopApp',
  );
});

test.each<[Record<string, string>, string]>([
  [{ 'x-forwarded-proto': 'HTTPS' }, 'https://my.host'],
  [{ 'x-forwarded-proto': 'https, http', 'x-forwarded-port': '8443' }, 'https://my.host:8443'],
  [{ 'x-forwarded-host': 'outer.test', 'x-forwarded-port': '8443, 80' }, 'http://outer.test:8443'],
  [
    { 'x-forwarded-host': 'outer.test:1', 'x-forwarded-port': '443', 'x-forwarded-proto': 'Https' },
    'https://outer.test',
  ],
  [{ 'x-forwarded-host': '[::1]', 'x-forwarded-port': '81' }, 'http://[::1]:81'],
  [{ 'x-forwarded-port': '80' }, 'http://my.host'],
  [{ 'x-forwarded-port': 'none' }, 'http://my.host'],
  [{ 'x-forwarded-port': '65536' }, 'http://my.host'],
  [{ 'x-forwarded-host': 'outer.test:99999' }, 'http://my.host'],
])('of %j is made %s', async (headers, base) => {
  expect(await address({ trustProxy: true }, { host: 'my.host', ...headers })).toBe(
    `${base}/jax3/DesktopApp`,
  );
  expect(await address({}, { host: 'my.host', ...headers })).toBe('http://my.host/jax3/DesktopApp');
});

test('a public URL outranks both', async () => {
  const options = { publicUrl: 'https://fake.example/4shared/', trustProxy: true };
  expect(await address(options, forwarded)).toBe('https://fake.example/4shared/jax3/DesktopApp');
});

test('a Host that is none is not repeated', async () => {
  for (const host of ['"><script>', 'a b', 'host:99999999', 'evil/path'])
    expect(await address({}, { host })).toMatch(
      /^http:\/\/(127\.0\.0\.1|\[::ffff:127\.0\.0\.1\]|\[::1\]):\d+\/jax3\/DesktopApp$/,
    );
});
