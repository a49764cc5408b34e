import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogEntry } from '../http/request-log.js';
import { type FourSharedFake, startFourShared } from './start.js';

let fake: FourSharedFake;
const log: LogEntry[] = [];
beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory', log: (entry) => log.push(entry) });
  fake.namespace('known');
});
afterAll(() => fake.close());

/** Sends bytes, and returns the status line that comes back. */
async function statusLine(...lines: readonly string[]): Promise<string> {
  const socket = connect(fake.port, '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
  });
  socket.on('error', () => {});
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'close');
  return received.split('\r\n', 1)[0] ?? '';
}

const CALL = 'POST /jax3/DesktopApp HTTP/1.1';

test.each<[what: string, lines: readonly string[], status: number, line: string, reason: RegExp]>([
  [
    'an expectation',
    [CALL, 'Host: x', 'Expect: 100-continuation', 'Content-Length: 0'],
    417,
    'POST /jax3/DesktopApp',
    /100-continue/,
  ],
  [
    'two framings',
    [CALL, 'Host: x', 'Content-Length: 5', 'Transfer-Encoding: chunked'],
    400,
    'POST /jax3/DesktopApp',
    /Content-Length/i,
  ],
  [
    'a length that is none',
    [CALL, 'Host: x', 'Content-Length: many'],
    400,
    'POST /jax3/DesktopApp',
    /Content-Length/i,
  ],
  [
    'a head that is too large',
    [CALL, 'Host: x', `X-Large: ${'x'.repeat(20_000)}`],
    431,
    'POST /jax3/DesktopApp',
    /more than 16384 bytes/,
  ],
  ['a request without Host', [CALL, 'Content-Length: 0'], 400, 'POST /jax3/DesktopApp', /header Host/],
  [
    'a method that is none',
    ['SHOUT /jax3/DesktopApp HTTP/1.1', 'Host: x'],
    400,
    'SHOUT /jax3/DesktopApp',
    /method/i,
  ],
  [
    'CONNECT to another host',
    ['CONNECT api.example:443 HTTP/1.1', 'Host: x'],
    403,
    'CONNECT api.example:443',
    /is not 4shared\.com/,
  ],
  ['HTTP/2', ['PRI * HTTP/2.0', '', 'SM'], 400, 'PRI *', /let it use HTTP\/1\.1/],
  ['something else', ['SSH-2.0-OpenSSH_9.6'], 400, 'request', /./],
  [
    'a chunk that is none',
    [CALL, 'Host: x', 'Transfer-Encoding: chunked', '', 'zz'],
    400,
    'POST /jax3/DesktopApp',
    /./,
  ],
])(
  '%s is refused, with a line in the log and an entry in the journal',
  async (_what, lines, status, line, reason) => {
    const before = { log: log.length, entries: fake.namespace().journal.entries().length };
    expect(await statusLine(...lines)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const added = log.slice(before.log);
    expect(added.map(({ what }) => what)).toEqual([line]);
    expect(added[0]?.result).toMatch(new RegExp(`^${status}: `));
    expect(added[0]?.result).toMatch(reason);
    const [entry, ...more] = fake.namespace().journal.entries().slice(before.entries);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ kind: 'call', outcome: 'error', status, warnings: [added[0]?.result] });
  },
);

test('the entry is in the namespace that was asked for, if there is one, and makes none', async () => {
  await statusLine('POST /~known/jax2/DesktopApp HTTP/1.1');
  await statusLine('POST /~unknown/jax2/DesktopApp HTTP/1.1');
  expect(fake.namespaces().map(({ name }) => name)).toEqual(['', 'known']);
  expect(fake.namespace('known').journal.entries()).toEqual([
    expect.objectContaining({ version: 'jax2', status: 400, target: '/~known/jax2/DesktopApp' }),
  ]);
});

test('a request for an address that there is not is a line in the log', async () => {
  const before = log.length;
  expect(
    (await fetch(`http://127.0.0.1:${fake.port}/jax4/DesktopApp?x=secret`, { method: 'POST' })).status,
  ).toBe(404);
  expect(log.slice(before)).toEqual([
    expect.objectContaining({ what: 'POST /jax4/DesktopApp', result: '404' }),
  ]);
});
