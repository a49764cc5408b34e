import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuleInput } from '../edge-cases/rule-schema.js';
import type { LogEntry } from '../http/request-log.js';
import { envelope, returned } from '../testing/envelopes.js';
import { directLink } from '../world/sharing/addresses.js';
import { type FourSharedFake, startFourShared } from './start.js';

const TIMEOUT = 500;
/** Long enough for a server that looks every quarter of the timeout. */
const LONG = 4 * TIMEOUT;

let fake: FourSharedFake;
const log: LogEntry[] = [];
beforeAll(async () => {
  fake = await startFourShared({
    clientTimeoutMs: TIMEOUT,
    storage: 'memory',
    log: (entry) => log.push(entry),
  });
});
afterAll(() => fake.close());

const BODY = envelope('getFreeSpace', 'user@example.com', 'secret');

const free = (place = ''): Promise<string> =>
  fetch(`${fake.url}${place}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: BODY,
  }).then((response) => response.text());

const onCall = (...acts: RuleInput['do']): RuleInput => ({ on: { kind: 'call' }, do: acts });

// Most of the time is waiting: tests that wait do so side by side.
test.concurrent('a connection that is kept says for how long, and is used again after more than the timeout', async () => {
  const socket = connect(fake.port, '127.0.0.1');
  socket.setEncoding('utf8');
  const ask = async (): Promise<string> => {
    socket.write('HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [head] = await once(socket, 'data');
    return String(head);
  };
  expect(await ask()).toMatch(/^HTTP\/1\.1 200 .*\r\nKeep-Alive: timeout=75\r\n/s);
  await new Promise((resolve) => setTimeout(resolve, LONG));
  expect(await ask()).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});

describe.concurrent('a request that waits on purpose is answered, however long that takes', () => {
  test.each<[string, RuleInput]>([
    ['delay', onCall({ act: 'delay', ms: LONG })],
    ['stall', onCall({ act: 'stall', afterBytes: 10, ms: LONG })],
    ['throttle', onCall({ act: 'throttle', bytesPerSecond: 150 })],
  ])('%s', async (name, rule) => {
    await fake.namespace(name).arm(rule);
    expect(returned(await free(`/~${name}`))).toMatch(/^\d+$/);
  });

  test('hold, and those who wait for something to be held', async () => {
    const { holds } = fake.namespace('hold');
    await fake.namespace('hold').arm(onCall({ act: 'hold', name: 'here' }));
    const waiting = fetch(`${fake.url}/~hold/_control/holds/there/arrived?timeoutMs=${LONG}`);
    setFlagsFromString('--expose-gc');
    const collecting = setInterval(runInNewContext('gc'), LONG / 10);
    expect(await (await waiting).json()).toMatchObject({ hasArrived: false });
    clearInterval(collecting);
    const answered = free('/~hold');
    await holds.arrived('here');
    await new Promise((resolve) => setTimeout(resolve, LONG));
    holds.release('here');
    expect(returned(await answered)).toMatch(/^\d+$/);
  });

  test('an upload whose bytes a rule does not take yet', async () => {
    const space = fake.namespace('in');
    await space.arm({
      on: { kind: 'part' },
      do: [{ act: 'stall', afterBytes: 1000, ms: LONG, direction: 'in' }],
    });
    const key = returned(
      await fetch(`${fake.url}/~in/jax3/DesktopApp`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml' },
        body: envelope('createUploadSessionKey', 'user@example.com', 'secret', -1),
      }).then((response) => response.text()),
    );
    const sent = await fetch(`${fake.url}/~in/main/upload5.jsp?sId=${key}`, {
      method: 'POST',
      headers: { 'x-file-name': 'a.bin' },
      body: Buffer.alloc(1_000_000),
    });
    expect([sent.status, await sent.json()]).toEqual([200, expect.objectContaining({ status: 'OK' })]);
  });
});

describe('a client that stalls is cut off, and the log reports it', () => {
  const HEAD = 'POST /jax3/DesktopApp HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n';

  /** Sends a beginning, waits for the end of the connection, and returns what came. */
  async function sendUntilCut(start: string, more?: (socket: Socket) => void): Promise<string> {
    const socket = connect(fake.port, '127.0.0.1');
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
    });
    socket.on('error', () => {});
    socket.write(start);
    const drip = more && setInterval(() => more(socket), TIMEOUT / 5);
    await once(socket, 'close');
    clearInterval(drip);
    return received;
  }

  test.each<[string, string, ((socket: Socket) => void)?]>([
    ['in the head', HEAD],
    ['in the head, byte by byte', HEAD, (socket) => socket.write('X: 1\r\n')],
    ['before the body', `${HEAD}Content-Length: 500\r\n\r\n`],
    ['in the body', `${HEAD}Content-Length: 500\r\n\r\n<e:Envelope`],
    ['in the body, byte by byte', `${HEAD}Content-Length: 500000\r\n\r\n`, (socket) => socket.write(' ')],
    ['in a chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n<e:En\r\n`],
    [
      'in an upload',
      'POST /main/upload.jsp HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 900\r\n\r\n--B\r\n',
    ],
  ])('%s', async (_where, start, more) => {
    const before = log.length;
    expect(await sendUntilCut(start, more)).toMatch(/^HTTP\/1\.1 408 /);
    expect(log.slice(before).map(({ result }) => result)).toContainEqual(expect.stringMatching(/^408: /));
  });

  test.concurrent('when it does not read what it asked for', async () => {
    const { world } = fake.namespace('reader');
    const { root } = world.addAccount({
      login: 'r',
      password: 'p',
      files: [{ name: 'big.bin', size: 20_000_000n }],
    });
    const file = [...root.children].find((node) => node.kind === 'file');
    if (!file) throw new Error('the account has no file');
    const socket = connect(fake.port, '127.0.0.1');
    socket.on('error', () => {});
    const path = directLink('/~reader', file);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await expect
      .poll(() => log.filter(({ what }) => what === `GET ${directLink('', file)}`))
      .toEqual([expect.objectContaining({ result: 'broken off' })]);
    socket.destroy();
  });

  test.concurrent('but not one that is slow and goes on', async () => {
    const patient = await startFourShared({ clientTimeoutMs: 1000, storage: 'memory' });
    const socket = connect(patient.port, '127.0.0.1');
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
    });
    const padding = 60;
    socket.write(
      `${HEAD}Content-Length: ${BODY.length + padding * 1000}\r\nConnection: close\r\n\r\n${BODY}`,
    );
    for (let n = 0; n < padding; n++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.write(' '.repeat(1000));
    }
    await once(socket, 'close');
    await patient.close();
    expect(returned(received)).toMatch(/^\d+$/);
  });

  test.each<[string, string[]]>([
    ['a request', ['', 'HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']],
    ['the end of a head', ['HEAD / HTTP/1.1\r\n', 'Host: x\r\nConnection: close\r\n\r\n']],
    ['the end of a body', [`${HEAD}Content-Length: ${BODY.length}\r\nConnection: close\r\n\r\n`, BODY]],
  ])('but not one whose bytes the server was too busy to read: %s', async (_what, pieces) => {
    const state = new Int32Array(new SharedArrayBuffer(8));
    const client = new Worker(CLIENT, { eval: true, workerData: { port: fake.port, pieces, state } });
    await once(client, 'message');
    await new Promise((resolve) => setTimeout(resolve, 50));
    // After immediates, timers come before reads.
    await new Promise((resolve) => setImmediate(resolve));
    const received = once(client, 'message');
    Atomics.store(state, 0, 1);
    Atomics.notify(state, 0);
    Atomics.wait(state, 1, 0, LONG);
    expect((await received)[0]).toMatch(/^HTTP\/1\.1 200 /);
  });
});

/** Sends the first piece, the second one on request, and reports what came. */
const CLIENT = `
  const { parentPort, workerData: { port, pieces, state } } = require('node:worker_threads');
  let received = '';
  const socket = require('node:net').connect(port, '127.0.0.1', () => {
    socket.write(pieces[0], () => {
      parentPort.postMessage('sent');
      Atomics.wait(state, 0, 0);
      socket.write(pieces[1]);
    });
  });
  socket.on('data', (bytes) => { received += bytes; });
  socket.on('error', () => {});
  socket.on('close', () => parentPort.postMessage(received));
`;
