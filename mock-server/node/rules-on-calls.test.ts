import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OperationName } from '../../wsdl/contract.js';
import type { Act } from '../edge-cases/act.js';
import { faultString } from '../testing/envelopes.js';
import { WireTestbed } from './testing/wire-testbed.js';

let bed: WireTestbed;
beforeEach(async () => {
  bed = await WireTestbed.start();
});
afterEach(() => bed.close());

const arm = (name: OperationName, ...acts: readonly Act[]): void =>
  bed.arm({ id: 'x', on: { kind: 'call', operation: name }, do: acts, times: 1 });

const call = (name: OperationName, ...args: readonly (string | number)[]) =>
  bed.call(name, 'a@b.c', 'p', ...args);

const space = () => call('getFreeSpace');

/** What a call answers when nothing is wrong; every rule here acts once, so this is also that it recovers. */
const HEALTHY = '<return>1000000</return>';

describe('the answer is replaced', () => {
  test.each<[string, Act, string]>([
    ['a long past 2^53', { act: 'return', value: '9007199254740993' }, '<return>9007199254740993</return>'],
    [
      'nothing where a value should be',
      { act: 'no-return' },
      '<ns2:getFreeSpaceResponse xmlns:ns2="http://api.soap.shared.pmstation.com/"/>',
    ],
    ['nil', { act: 'nil' }, 'xsi:nil="true"/></ns2:getFreeSpaceResponse>'],
  ])('by %s', async (_, act, expected) => {
    arm('getFreeSpace', act);
    const { head, body, end } = await space();
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(body.toString()).toContain(expected);
    expect(end).toBe('fin');
    expect((await space()).body.toString()).toContain(HEALTHY);
  });

  test('by a structure, in the order of the contract', async () => {
    const value = {
      parentId: '0',
      directory: true,
      id: '7',
      downloadCount: 0,
      empty: true,
      removed: false,
      shared: false,
      size: '0',
      version: 1,
      name: '<r>',
    };
    arm('getRoot', { act: 'return', value });
    expect((await call('getRoot')).body.toString()).toContain(
      '<return><directory>true</directory><downloadCount>0</downloadCount><empty>true</empty><id>7</id><name>&lt;r&gt;</name><parentId>0</parentId>',
    );
  });

  test('by a fault, plain or typed', async () => {
    arm('getFreeSpace', { act: 'fault', text: 'No & no', code: 'Client' });
    const plain = await space();
    expect(plain.head).toMatch(/^HTTP\/1\.1 500 /);
    expect(plain.body.toString()).toContain(
      '<faultcode>S:Client</faultcode><faultstring>No &amp; no</faultstring></S:Fault>',
    );
    bed.namespace.rules.clear();
    arm('getFreeSpace', { act: 'fault', text: 'No', exceptionClass: 'x.Y' });
    expect((await space()).body.toString()).toContain(
      '<details>No</details><exceptionClass>x.Y</exceptionClass></ns2:ApiException></detail>',
    );
    expect((await space()).body.toString()).toContain(HEALTHY);
  });

  test('by an HTTP status with a page and headers', async () => {
    arm('getFreeSpace', {
      act: 'status',
      status: 503,
      body: '<h1>Down</h1>',
      headers: { 'Retry-After': '7' },
    });
    const { head, body } = await space();
    expect(head).toMatch(/^HTTP\/1\.1 503 /);
    expect(head).toMatch(/^Content-type: text\/html; charset=utf-8$/im);
    expect(head).toMatch(/^Retry-After: 7$/im);
    expect(body.toString()).toBe('<h1>Down</h1>');
  });

  test('by an address made of the true one', async () => {
    arm('getUploadFormUrl', { act: 'rewrite', template: 'HTTP://{host}{path}?extra=1&{query}#f' });
    const key = await bed.ask('createUploadSessionKey', -1);
    const { body } = await bed.call('getUploadFormUrl', 1, key);
    expect(body.toString()).toContain(
      `<return>HTTP://127.0.0.1:${bed.port}/main/upload.jsp?extra=1&amp;sId=${key}&amp;dcId=1#f</return>`,
    );
  });

  test.each([false, true])(
    'and the service does what it was asked to only if told so: %s',
    async (perform) => {
      arm('createNewFolder', { act: 'fault', text: 'no', perform });
      expect(faultString((await call('createNewFolder', -1, 'F')).body.toString())).toBe('no');
      expect(bed.namespace.world.find('a@b.c', 'F') !== undefined).toBe(perform);
    },
  );
});

describe('on the wire', () => {
  const length = async (): Promise<number> => (await space()).body.length;

  test('a reset is a reset, before any byte or after so many of the body', async () => {
    arm('getFreeSpace', { act: 'reset', afterBytes: 0n });
    expect(await space()).toMatchObject({ head: '', end: 'reset' });
    bed.namespace.rules.clear();
    arm('getFreeSpace', { act: 'reset', afterBytes: 17n });
    const { head, body, end } = await space();
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect([body.length, end]).toEqual([17, 'reset']);
    expect((await space()).body.toString()).toContain(HEALTHY);
  });

  test('a response that breaks off ends without its last chunk', async () => {
    const whole = await length();
    arm('getFreeSpace', { act: 'truncate', afterBytes: BigInt(whole - 1) });
    const { body, wire, end } = await space();
    expect([body.length, end]).toEqual([whole - 1, 'fin']);
    expect(wire.toString()).not.toMatch(/\r\n0\r\n\r\n$/);
    expect((await space()).wire.toString()).toMatch(/\r\n0\r\n\r\n$/);
  });

  test('hanging up leaves no byte of a response, and ends with FIN', async () => {
    arm('getFreeSpace', { act: 'hang-up' });
    expect(await space()).toMatchObject({ head: '', end: 'fin' });
  });

  test('bytes are inverted just where it says', async () => {
    const true_ = (await space()).body;
    arm('getFreeSpace', { act: 'corrupt', from: 5n, bytes: 3n });
    const { body } = await space();
    const changed = [...body.keys()].filter((i) => body[i] !== true_[i]);
    expect(changed).toEqual([5, 6, 7]);
    expect(body[6]).toBe((true_[6] ?? 0) ^ 0xff);
  });

  test('a stall without end is one until the client gives up', async () => {
    arm('getFreeSpace', { act: 'stall', afterBytes: 9n });
    const xml = Buffer.from(
      `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:getFreeSpace xmlns:a="http://api.soap.shared.pmstation.com/"><arg0>a@b.c</arg0><arg1>p</arg1></a:getFreeSpace></e:Body></e:Envelope>`,
    );
    const { body, end } = await bed.exchange(
      'POST',
      '/jax3/DesktopApp',
      xml,
      ['Content-Type: text/xml'],
      3000,
    );
    expect([body.length, end]).toEqual([9, 'idle']);
    await expect.poll(() => bed.namespace.journal.entries().at(-1)?.outcome).toBe('cut');
  });

  test('a stall with an end, a delay and a slow line take their time, and all arrives', async () => {
    const whole = await length();
    const began = performance.now();
    arm(
      'getFreeSpace',
      { act: 'delay', ms: 60 },
      { act: 'stall', afterBytes: 9n, ms: 60 },
      { act: 'throttle', bytesPerSecond: whole * 10 },
    );
    expect((await space()).body.toString()).toContain(HEALTHY);
    // At most a fifth of the throttled time may be given at once.
    expect(performance.now() - began).toBeGreaterThan(120 + 50);
  });

  test('in another spelling: utf-16 in pieces of one byte, compressed, a fault under 200, the connection closed', async () => {
    arm('getFreeSpace', { act: 'dialect', dialect: { encoding: 'utf-16', chunks: 1 } });
    const { head, wire, body } = await space();
    expect(head).toMatch(/^content-type: text\/xml ?; ?charset="?utf-16"?$/im);
    expect(
      body.toString('utf16le').includes('1000000') || body.swap16().toString('utf16le').includes('1000000'),
    ).toBe(true);
    expect(wire.toString('latin1')).toMatch(/^1\r\n[\s\S]\r\n1\r\n/);
    bed.namespace.rules.clear();
    arm(
      'getFreeSpace',
      { act: 'fault', text: 'no' },
      { act: 'dialect', dialect: { faultStatus: 200, gzip: true } },
    );
    const zipped = await bed.callWith(['Accept-Encoding: br, gzip'], 'getFreeSpace', 'a@b.c', 'p');
    expect(zipped.head).toMatch(/^HTTP\/1\.1 200 /);
    expect(zipped.head).toMatch(/^content-encoding: gzip$/im);
    const { gunzipSync } = await import('node:zlib');
    expect(faultString(gunzipSync(zipped.body).toString())).toBe('no');
    bed.namespace.rules.clear();
    arm('getFreeSpace', { act: 'dialect', dialect: { gzip: true } });
    expect((await space()).head).not.toMatch(/^content-encoding/im);
  });

  test('in a spelling that a seed decides, which is always the same', async () => {
    const spelt = async (seed: number): Promise<string> => {
      bed.namespace.rules.clear();
      arm('getFreeSpace', { act: 'dialect', seed });
      return (await space()).body.toString('latin1');
    };
    const texts = new Set<string>();
    for (let seed = 0; seed < 10; seed++) {
      const text = await spelt(seed);
      expect(await spelt(seed)).toBe(text);
      texts.add(text);
    }
    expect(texts.size).toBeGreaterThan(5);
  });
});

describe('state and time', () => {
  test('an account changes before or after the call', async () => {
    arm('getFreeSpace', { act: 'account', freeSpace: 5n });
    expect((await space()).body.toString()).toContain('<return>5</return>');
    expect(await bed.ask('getSpaceLimit')).toBe('5');
    bed.namespace.rules.clear();
    arm('isAccountBanned', { act: 'account', banned: true, at: 'after' });
    expect(await bed.ask('isAccountBanned')).toBe('false');
    expect(await bed.ask('isAccountBanned')).toBe('true');
  });

  test.each(['before', 'after'] as const)(
    'a call is held %s it is done, until it is released',
    async (at) => {
      arm('createNewFolder', { act: 'hold', name: 'gate', at });
      const answer = call('createNewFolder', -1, 'F');
      const [held] = await bed.namespace.holds.arrived('gate');
      expect(held).toMatchObject({
        name: 'gate',
        kind: 'call',
        operation: 'createNewFolder',
        account: 'a@b.c',
        at,
      });
      expect(bed.namespace.world.find('a@b.c', 'F') !== undefined).toBe(at === 'after');
      expect(bed.namespace.holds.release('gate')).toBe(1);
      expect((await answer).head).toMatch(/^HTTP\/1\.1 200 /);
      expect(bed.namespace.world.find('a@b.c', 'F')).toBeDefined();
      expect(bed.namespace.holds.list()).toEqual([]);
    },
  );

  test('a call that is held is given up with its connection', async () => {
    arm('getFreeSpace', { act: 'hold', name: 'gate' });
    const xml = Buffer.from(
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:getFreeSpace xmlns:a="http://api.soap.shared.pmstation.com/"><arg0>a@b.c</arg0><arg1>p</arg1></a:getFreeSpace></e:Body></e:Envelope>',
    );
    await bed.exchange('POST', '/jax3/DesktopApp', xml, ['Content-Type: text/xml'], 100);
    await expect.poll(() => bed.namespace.holds.list()).toEqual([]);
  });

  test('an operation without credentials belongs to the account that was seen last', async () => {
    bed.arm({
      on: { kind: 'call', operation: 'hasRightUpload', account: 'A@b.c' },
      do: [{ act: 'return', value: false }],
    });
    expect((await bed.call('hasRightUpload')).body.toString()).toContain('<return>true</return>');
    await space();
    expect((await bed.call('hasRightUpload')).body.toString()).toContain('<return>false</return>');
  });
});

test('the journal knows what was done by which rule', async () => {
  arm('getFreeSpace', { act: 'return', value: '1' });
  await space();
  await space();
  const [first, second] = bed.namespace.journal.entries({ kind: 'call' });
  expect(first).toMatchObject({
    operation: 'getFreeSpace',
    rules: ['x'],
    result: '1',
    outcome: 'ok',
    status: 200,
  });
  expect(second).toMatchObject({
    rules: [],
    result: '1000000',
    arguments: { login: 'a@b.c', password: '********' },
  });
});
