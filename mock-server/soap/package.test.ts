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

test('a package over the limit of a body is refused', () => {
  const { fault } = opened(`${ATTACHED}${'x'.repeat(9 * 1024 * 1024)}`);
  expect(fault?.message).toContain('(bodyBytes)');
});

test.each([
  ['blanks in a header', `--B\r\nContent-Type:${' '.repeat(4_000_000)}x\r\n\r\n`],
  ['delimiters', '--B\r\n'.repeat(1_000_000)],
  ['line breaks', `--B\r\n${'\r\n'.repeat(2_000_000)}`],
])('a package of nothing but %s is refused at once', (_, body) => {
  const used = process.cpuUsage();
  expect(opened(body).fault).toBeDefined();
  // A regular expression that goes back over the text would take minutes.
  expect(process.cpuUsage(used).user / 1e6).toBeLessThan(20);
});
