import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AdapterError, type ClientUnderTest } from './client-under-test.js';
import { type ClientObject, inProcessClient } from './in-process-client.js';

const TARGET = { wsdl: 'w', soap: 's', login: 'l', password: 'p' };
const ARGS = { file: '/f', name: 'n', dirId: '-1' };
const PATIENT = 60_000;

// The test runner would count every stray rejection as an error of its own.
const listeners = process.listeners('unhandledRejection');
beforeAll(() => process.removeAllListeners('unhandledRejection'));
afterAll(() => {
  for (const each of listeners) process.on('unhandledRejection', each);
});

let client: ClientUnderTest;
afterEach(() => client.stop());

async function say(upload: ClientObject['upload'], timeoutMs = PATIENT) {
  client = inProcessClient({ upload });
  return (await client.open(TARGET)).call('upload', ARGS, timeoutMs);
}

test('what it can do follows from what is there', async () => {
  const object: ClientObject = {
    name: 'mine',
    version: '1.0',
    concurrency: 2,
    upload: async () => ({}),
    space: async ({ login }) => ({ free: String(login.length) }),
  };
  client = inProcessClient(object);
  expect(await client.start()).toEqual({
    name: 'mine',
    version: '1.0',
    concurrency: 2,
    operations: ['upload', 'space'],
  });
  const session = await client.open(TARGET);
  expect(await session.call('space', {}, PATIENT)).toEqual({ kind: 'ok', result: { free: '1' } });
  expect(await session.call('list', { dirId: '-1' }, PATIENT)).toEqual({ kind: 'unsupported' });
  await session.close();
});

test('it gets target, arguments and a signal, and may use itself', async () => {
  const object = {
    prefix: 'id ',
    async upload(this: { prefix: string }, ...[target, args, signal]: Parameters<ClientObject['upload']>) {
      throw new Error([this.prefix, target.login, args.name, signal.aborted].join());
    },
  };
  client = inProcessClient(object as ClientObject);
  const said = await (await client.open(TARGET)).call('upload', ARGS, PATIENT);
  expect(said).toEqual({ kind: 'error', error: { kind: 'Error', message: 'id ,l,n,false' } });
});

describe('what becomes of a call', () => {
  class QuotaError extends Error {
    override readonly name = 'QuotaError';
    readonly handle = 'h';
  }
  const cases: readonly [string, ClientObject['upload'], object][] = [
    ['a result', async () => ({ fileId: '1' }), { kind: 'ok', result: { fileId: '1' } }],
    ['nothing', (async () => {}) as unknown as ClientObject['upload'], { kind: 'ok', result: {} }],
    [
      'a thrown Error',
      async () => {
        throw new QuotaError('full');
      },
      { kind: 'error', error: { kind: 'QuotaError', message: 'full', handle: 'h' } },
    ],
    [
      'a throw before any promise',
      () => {
        throw new TypeError('no');
      },
      { kind: 'error', error: { kind: 'TypeError', message: 'no' } },
    ],
    [
      'a throw of something else',
      () => Promise.reject('full'),
      { kind: 'crashed', how: 'upload threw full, which is no Error.' },
    ],
    [
      'a rejection that nobody handles, with a success at once',
      async () => {
        void Promise.reject(new Error('stray'));
        return {};
      },
      { kind: 'crashed', how: expect.stringMatching(/^A rejection was not handled: Error: stray\n/) },
    ],
    [
      'a rejection that nobody handles, while it hangs',
      async () => {
        void delay(1).then(() => Promise.reject('stray'));
        return new Promise(() => {});
      },
      { kind: 'crashed', how: 'A rejection was not handled: stray' },
    ],
  ];
  test.each(cases)('%s', async (_, upload, said) => {
    expect(await say(upload)).toEqual(said);
  });
});

test('a stray rejection is put down to the call that made it', async () => {
  client = inProcessClient({
    upload: async (_, { name }) => {
      await delay(5);
      if (name === 'bad') void delay(1).then(() => Promise.reject(new Error('stray')));
      await delay(100);
      return { fileId: '1' };
    },
  });
  const session = await client.open(TARGET);
  const kinds = await Promise.all(
    ['a', 'bad', 'b'].map((name) =>
      session.call('upload', { ...ARGS, name }, PATIENT).then(({ kind }) => kind),
    ),
  );
  expect(kinds).toEqual(['ok', 'crashed', 'ok']);
});

test('the signal aborts when the time is over, and the client may still tidy up', async () => {
  let tidied = false;
  const said = await say(async (_target, _args, signal) => {
    await delay(PATIENT, undefined, { signal }).catch(() => delay(20));
    tidied = true;
    throw signal.reason;
  }, 20);
  expect(said).toEqual({ kind: 'timed-out', afterMs: 20 });
  expect(tidied).toBe(true);
});

test('what is no result is the fault of whoever wrote the object', async () => {
  const upload = (async () => ({ fileId: 17 })) as unknown as ClientObject['upload'];
  await expect(say(upload)).rejects.toThrow(
    new AdapterError(
      'What upload returned is no result of it: result.fileId must be a text of decimal digits, such as "9007199254740993", but is 17.\nReturn an object such as {"fileId":"9007199254740993"}',
    ),
  );
  client = inProcessClient({} as ClientObject);
  await expect(client.start()).rejects.toThrow(/^The client has no function upload\./);
});
