import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FourSharedFake, type LogEntry, startFourShared } from '../index.js';
import { envelope, faultString, rawEnvelope, returned } from '../testing/envelopes.js';

// Everything a broken or hostile client may send, over real sockets. After each the server must still be serving.

let fake: FourSharedFake;
const failures: unknown[] = [];

const noteFailure = ({ failure }: LogEntry): void => {
  if (failure !== undefined) failures.push(failure);
};

beforeAll(async () => {
  fake = await startFourShared({ log: noteFailure });
});
afterAll(() => fake.close());

const post = (body: string | ReadableStream<Uint8Array>, type = 'text/xml'): Promise<Response> =>
  fetch(`${fake.url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  });

afterEach(async () => {
  const response = await (await post(envelope('getFreeSpace', 'user@example.com', 'secret'))).text();
  expect(BigInt(returned(response))).toBeGreaterThan(0n);
  expect(failures).toEqual([]);
});

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Memory that something still needs, in bytes. */
function heldMemory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function expectFault(body: string | ReadableStream<Uint8Array>, text: RegExp): Promise<void> {
  const response = await post(body);
  expect(response.status).toBe(500);
  expect(faultString(await response.text())).toMatch(text);
}

describe('operation names', () => {
  test.each([
    'hasOwnProperty',
    'constructor',
    '__proto__',
    'toString',
    'valueOf',
    'isPrototypeOf',
    'propertyIsEnumerable',
    'noSuchOp',
  ])('%s is an unknown operation like any other', (name) =>
    expectFault(
      rawEnvelope(name, '<arg0/>'),
      new RegExp(
        `^Cannot find dispatch method for \\{http://api\\.soap\\.shared\\.pmstation\\.com/\\}${name}$`,
      ),
    ),
  );
});

describe('hostile XML', () => {
  test('an entity bomb and an external entity are refused with their DOCTYPE', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${envelope('login', '&b;', 'x')}`;
    const external = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rawEnvelope('login', '<arg0>&x;</arg0>')}`;
    for (const body of [bomb, external]) await expectFault(body, /DOCTYPE/);
  });

  test('200,000 nested elements, and as many beside each other', async () => {
    const nested = rawEnvelope('getFiles', `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`);
    const many = rawEnvelope('getFiles', `<arg2>${'<item>1</item>'.repeat(200_000)}</arg2>`);
    for (const body of [nested, many]) await expectFault(body, /64|100000|100,000/);
  });

  test('a 50 MB envelope is answered, with memory kept flat', async () => {
    const before = heldMemory();
    let peak = 0;
    let left = 50;
    const piece = new TextEncoder().encode('x'.repeat(1024 * 1024));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(new TextEncoder().encode(rawEnvelope('login', '<arg0>').replace(/<\/.*/, ''))),
      pull: (controller) => {
        peak = Math.max(peak, heldMemory() - before);
        if (left-- > 0) controller.enqueue(piece);
        else controller.close();
      },
    });
    await expectFault(body, /8388608|8 MiB/);
    // Of the 8 MiB up to the limit, bytes and text may both be held; of the 50 MB after it nothing.
    expect(peak).toBeLessThan(24 * 1024 * 1024);
  });
});

describe('broken requests', () => {
  test.each([
    ['nothing', '', /^Couldn't create SOAP message due to exception: XML reader error/],
    ['no XML', 'hello', /^Couldn't create SOAP message due to exception: XML reader error/],
    [
      'another root',
      '<a/>',
      /unexpected XML tag\. expected: \{http:\/\/schemas\.xmlsoap\.org\/soap\/envelope\/\}Envelope but found: \{\}a$/,
    ],
    [
      'an empty Body',
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>',
      /^Cannot find dispatch method for \{\}$/,
    ],
    ['broken arguments', rawEnvelope('login', '<arg0>'), /^javax\.xml\.bind\.UnmarshalException/],
    ['a cut envelope', rawEnvelope('login', '<arg0/>').slice(0, -5), /^Couldn't create SOAP message/],
    [
      'no number',
      envelope('getItems', 'user@example.com', 'secret', 'x'),
      /^java\.lang\.IllegalArgumentException$/,
    ],
    [
      'a missing number',
      envelope('getItems', 'user@example.com', 'secret'),
      /^java\.lang\.IllegalArgumentException$/,
    ],
    [
      'SOAP 1.2',
      envelope('login', 'a', 'b').replace(
        'http://schemas.xmlsoap.org/soap/envelope/',
        'http://www.w3.org/2003/05/soap-envelope',
      ),
      /^Couldn't create SOAP message\. Expecting Envelope in namespace/,
    ],
  ])('%s', (_what, body, text) => expectFault(body, text));
});

describe('broken connections', () => {
  test('a call cut at any byte is forgotten', async () => {
    const body = envelope('createNewFolder', 'user@example.com', 'secret', -1, 'never made');
    const whole = `POST /jax3/DesktopApp HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    for (let length = 0; length < whole.length; length += 7)
      await new Promise<void>((resolve) => {
        const socket = connect(fake.port, '127.0.0.1', () =>
          socket.write(whole.slice(0, length), () => socket.destroy()),
        );
        socket.on('close', () => resolve());
      });
    const items = await (await post(envelope('getItems', 'user@example.com', 'secret', -1))).text();
    expect(items).not.toContain('never made');
  });

  test('what is no HTTP gets 400', async () => {
    const socket = connect(fake.port, '127.0.0.1', () => socket.write('hello\r\n\r\n'));
    let text = '';
    for await (const chunk of socket) text += chunk;
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('paths with broken escapes and unknown paths are reported as such', async () => {
    for (const [path, status] of [
      ['/%', 404],
      ['/nothing', 404],
      ['/file/%ff/x.html', 404],
    ] as const)
      expect((await fetch(`${fake.url}${path}`)).status, path).toBe(status);
  });
});
