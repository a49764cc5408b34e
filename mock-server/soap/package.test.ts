import { expect, test } from 'vitest';
import { read, request } from './testing/reading.js';

const envelope = request('login', '<arg0>é</arg0><arg1>b</arg1>');

const part = (headers: readonly string[], content: string): string =>
  `--B\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n${content}\r\n`;
const ROOT = ['Content-Type: text/xml; charset=utf-8', 'Content-ID: <root@example.com>'];
const ATTACHED = part(['Content-Type: image/png', 'Content-ID: <a>'], '\x89PNG');

const opened = (body: string, contentType = 'multipart/related; type="text/xml"; boundary=B') =>
  read(new TextEncoder().encode(body), { contentType });

test.each([
  ['alone', part(ROOT, envelope), ''],
  ['before an attachment', part(ROOT, envelope) + ATTACHED, ''],
  ['named by start, after an attachment', ATTACHED + part(ROOT, envelope), '; start="<root@example.com>"'],
  [
    'in Base64',
    part([...ROOT, 'Content-Transfer-Encoding: BASE64'], Buffer.from(envelope).toString('base64')),
    '',
  ],
  ['of MTOM', part(['Content-Type: application/xop+xml; type="text/xml"'], envelope), ''],
])('the envelope is read from a package: %s', (_, body, start) => {
  const call = opened(`${body}--B--\r\n`, `Multipart/Related; boundary="B"${start}`);
  expect(call).toMatchObject({ operation: 'login', args: { login: 'é', password: 'b' }, warnings: [] });
});

test.each([
  [
    'no boundary in the header',
    part(ROOT, envelope),
    'multipart/related',
    'MIME boundary parameter not found',
  ],
  ['no delimiter', envelope, undefined, 'Missing start boundary'],
  ['no end of the root', part(ROOT, envelope), undefined, 'there is no closing MIME boundary'],
  ['no root', `${part(ROOT, envelope)}--B--`, 'multipart/related; boundary=B; start=x', "Didn't get Headers"],
  ['a root of another type', `${ATTACHED}--B--`, undefined, 'the root part of the package is "image/png"'],
  [
    'wrong Base64',
    `${part([...ROOT, 'Content-Transfer-Encoding: base64'], '!')}--B--`,
    undefined,
    'is not Base64',
  ],
])('a package is refused: %s', (_, body, contentType, words) => {
  const { fault } = opened(body, contentType);
  expect(fault).toMatchObject({ faultcode: 'Client', message: expect.stringContaining(words) });
});

test('a package over its limit is refused, and so is one over the limit of a body', () => {
  const large = `${ATTACHED}${'x'.repeat(200_000)}`;
  expect(opened(large).fault?.message).toContain('over the limit of 131072 bytes (packageBytes)');
  const contentType = 'multipart/related; boundary=B';
  const { fault } = read(new TextEncoder().encode(ATTACHED), { contentType, limits: { bodyBytes: 10 } });
  expect(fault?.message).toContain('over the limit of 10 bytes (bodyBytes)');
});

/** Processor time in ms, the least of three. */
function cost(body: string, contentType: string): number {
  const limits = { bodyBytes: 2 ** 30, packageBytes: 2 ** 30 };
  const bytes = new TextEncoder().encode(body);
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    expect(read(bytes, { contentType, limits }).fault).toBeDefined();
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}

test.each([
  ['blanks in a header', (n: number) => `--B\r\nContent-Type:${' '.repeat(n * 20)}x\r\n\r\n`],
  ['parts without an end of their heads', (n: number) => `${'--B\r\nx\r\n'.repeat(n)}--B--`],
  ['line breaks', (n: number) => `--B\r\n${'\r\n'.repeat(n * 10)}`],
])('reading a package takes time in proportion to its size: %s', (_, body) => {
  const contentType = 'multipart/related; boundary=B; start=none';
  // Eight times the size in quadratic time would be 64 times the cost.
  expect(cost(body(80_000), contentType)).toBeLessThan(24 * Math.max(cost(body(10_000), contentType), 2));
});
