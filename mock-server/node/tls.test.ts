import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installed, needs } from '../../scripts/testing/installed.js';
import { returned } from '../testing/envelopes.js';
import { ENDPOINT, exchange, ReachTestbed } from './testing/reach-testbed.js';

let bed: ReachTestbed;
beforeAll(async () => {
  bed = await ReachTestbed.start();
});
afterAll(() => bed.close());

const isCurl = installed('curl');
const curl = promisify(execFile);
const run = (...args: readonly string[]) => curl('curl', ['-sS', ...args]);

/** Sends a body, and returns the status. */
function post(body: Buffer): Promise<number> {
  const headers = { 'content-type': 'text/xml' };
  const to = { port: bed.fake.port, host: '127.0.0.1', ca: bed.ca };
  return new Promise((resolve, reject) => {
    request({ ...to, method: 'POST', path: ENDPOINT, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end(body);
  });
}

test('a call by TLS gets addresses with https, and the journal knows', async () => {
  const host = `localhost:${bed.fake.port}`;
  const socket = await bed.tls({ servername: 'localhost' });
  const answer = await exchange(socket, await bed.formUrl(ENDPOINT, [`Host: ${host}`]));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(returned(answer)).toContain(`https://${host}/main/upload.jsp`);
  expect(bed.fake.namespace().journal.entries().at(-1)).toMatchObject({ scheme: 'https' });
  await exchange(bed.plain(), bed.call(ENDPOINT, [`Host: ${host}`], 'getFreeSpace'));
  expect(bed.fake.namespace().journal.entries().at(-1)).not.toHaveProperty('scheme');
});

test.each(['api.4shared.com', 'dc7.4shared.com', 'www.4shared.com', '4shared.com', 'localhost'])(
  'there is a certificate for %s',
  async (servername) => {
    (await bed.tls({ servername })).destroy();
  },
);

test('a client that asks for no name gets a certificate for the address', async () => {
  (await bed.tls({})).destroy();
});

test('a large body arrives whole', async () => {
  const body = Buffer.alloc(3_000_000, 'abcdefg');
  expect(await post(body)).toBe(500);
  expect(bed.fake.namespace().journal.entries().at(-1)?.bytesIn).toBe(String(body.length));
});

test('a first byte may come alone, or never', async () => {
  const socket = bed.plain();
  const [first = '', ...rest] = bed.call(ENDPOINT, ['Host: x'], 'getFreeSpace');
  socket.write(first);
  await sleep(20);
  expect(await exchange(socket, rest.join(''))).toMatch(/^HTTP\/1\.1 200 /);
  const silent = bed.plain().resume();
  silent.end();
  await once(silent, 'close');
});

test('a connection without a byte does not outlive the server', async () => {
  const other = await ReachTestbed.start();
  const silent = other.plain().resume();
  silent.on('error', () => {});
  await once(silent, 'connect');
  await Promise.all([other.close(), once(silent, 'close')]);
});

test('a rule that resets a connection does so below TLS', async () => {
  await bed.fake.namespace().arm({
    on: { kind: 'call', operation: 'getFreeSpace' },
    do: [{ act: 'reset', afterBytes: 0 }],
    times: 1,
  });
  const body = bed.call(ENDPOINT, [], 'getFreeSpace').split('\r\n\r\n')[1] ?? '';
  await expect(post(Buffer.from(body))).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test.skipIf(!isCurl)(`curl of the days of TLS 1.0 is served${needs(isCurl, 'curl')}`, async () => {
  const old = ['--tls-max', '1.0', '--tlsv1.0', '--ciphers', 'DEFAULT@SECLEVEL=0'];
  const { stdout } = await run(
    ...old,
    '--cacert',
    `${bed.folder}/ca.pem`,
    `${bed.fake.url.replace('http:', 'https:')}${ENDPOINT}?wsdl`,
  );
  expect(stdout).toContain('<definitions');
});

test.skipIf(!isCurl)(
  `a client that does not trust the authority is a line in the log that says what to do${needs(isCurl, 'curl')}`,
  async () => {
    bed.log.length = 0;
    await expect(run(bed.fake.url.replace('http:', 'https:'))).rejects.toThrow(/certificate/i);
    await expect.poll(() => bed.log.length).toBeGreaterThan(0);
    expect(bed.log).toEqual([
      expect.objectContaining({
        what: 'certificates',
        result: expect.stringMatching(/unknown ca.*4shared-testkit ca/),
      }),
    ]);
  },
);

test('a folder that cannot be written is a line in the log, and the port still serves http', async () => {
  const log: unknown[] = [];
  const { startFourShared } = await import('./start.js');
  const fake = await startFourShared({ caFolder: '/dev/null/none', log: (entry) => log.push(entry) });
  await expect(post0(fake.port)).rejects.toThrow();
  expect(log).toEqual([expect.objectContaining({ what: 'certificates', failure: expect.any(Error) })]);
  expect((await fetch(fake.wsdlUrl('jax3'))).status).toBe(200);
  await fake.close();
});

const post0 = (port: number): Promise<unknown> =>
  new Promise((resolve, reject) => request({ port, host: '127.0.0.1' }, resolve).once('error', reject).end());
