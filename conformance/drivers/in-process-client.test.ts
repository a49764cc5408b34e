import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { AdapterError, type ClientUnderTest } from './client-under-test.js';
import { type ClientObject, inProcessClient } from './in-process-client.js';

const TARGET = { wsdl: 'w', soap: 's', login: 'l', password: 'p' };
const ARGS = { file: '/f', name: 'n', dirId: '-1' };
const PATIENT = 60_000;

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
      'a thrown Error with a handle that is no text',
      async () => {
        throw Object.assign(new Error('full'), { handle: { fileId: '7', parts: [1] } });
      },
      { kind: 'error', error: { kind: 'Error', message: 'full', handle: '{"fileId":"7","parts":[1]}' } },
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
      'an unhandled rejection, with a success at once',
      async () => {
        void Promise.reject(new Error('stray'));
        return {};
      },
      { kind: 'crashed', how: expect.stringMatching(/^A rejection was not handled: Error: stray\n/) },
    ],
    [
      'an unhandled rejection, while it hangs',
      async () => {
        void delay(1).then(() => Promise.reject('stray'));
        return new Promise(() => {});
      },
      { kind: 'crashed', how: 'A rejection was not handled: stray' },
    ],
    [
      'an exception of a timer',
      async () => {
        setTimeout(() => {
          throw new Error('stray');
        }, 1);
        return new Promise(() => {});
      },
      { kind: 'crashed', how: expect.stringMatching(/^An exception was not handled: Error: stray\n/) },
    ],
    [
      'an error event without a listener',
      async () => {
        connect({ port: 1, host: '127.0.0.1' });
        return new Promise(() => {});
      },
      { kind: 'crashed', how: expect.stringMatching(/^An exception was not handled: Error: connect /) },
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
      if (name === 'bad') {
        void delay(1).then(() => Promise.reject(new Error('stray')));
        return new Promise(() => {});
      }
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

describe('a stray error that comes when its call was answered', () => {
  /** What the call left behind fails once this is called: by then the test has seen its answer. */
  let fail: () => void;
  const answersAndRejects: ClientObject['upload'] = async () => {
    void new Promise<void>((resolve) => {
      fail = resolve;
    }).then(() => Promise.reject('stray'));
    return { fileId: '1' };
  };
  const end = 'After upload had returned: A rejection was not handled: stray';

  test('makes the next call a crash, and only that', async () => {
    client = inProcessClient({ upload: answersAndRejects, space: async () => ({ free: '1' }) });
    const session = await client.open(TARGET);
    expect(await session.call('upload', ARGS, PATIENT)).toMatchObject({ kind: 'ok' });
    fail();
    await expect.poll(() => client.notes()).toContain('stray');
    const how = `It crashed before this call. ${end}`;
    expect(await session.call('space', {}, PATIENT)).toEqual({ kind: 'crashed', how });
    expect(await session.call('space', {}, PATIENT)).toMatchObject({ kind: 'ok' });
    await client.stop();
    expect(client.crash?.()).toBeUndefined();
  });

  test('is reported at the end when there is no further call', async () => {
    await say(answersAndRejects);
    fail();
    await client.stop();
    expect(client.crash?.()).toBe(end);
  });

  test('and not a second time when the call was no success anyway', async () => {
    const said = await say(async () => {
      setTimeout(() => Promise.reject('another'), 5);
      void Promise.reject('stray');
      return new Promise(() => {});
    });
    expect(said).toMatchObject({ kind: 'crashed' });
    await expect.poll(() => client.notes()).toContain('another');
    await client.stop();
    expect(client.crash?.()).toBeUndefined();
  });

  test('or when it is stopped is a warning', async () => {
    const warned = once(process, 'warning');
    await say(answersAndRejects);
    await client.stop();
    fail();
    const [{ name, message }] = await warned;
    expect([name, message]).toEqual([
      'ConformanceWarning',
      'The client under test was stopped, and then: A rejection was not handled: stray',
    ]);
  });
});

test('errors of others reach those who listen', async () => {
  await say(async () => ({}));
  const heard: unknown[] = [];
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => heard.push(reason));
  void Promise.reject('of others');
  await expect.poll(() => heard).toEqual(['of others']);
  process.removeAllListeners('unhandledRejection');
  for (const each of others) process.on('unhandledRejection', each);
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

test('an invalid result is a mistake of the adapter', async () => {
  const upload = (async () => ({ fileId: 17 })) as unknown as ClientObject['upload'];
  await expect(say(upload)).rejects.toThrow(
    new AdapterError(
      'What upload returned is no result of it: result.fileId must be a text of decimal digits, such as "9007199254740993", but is 17.\nReturn an object such as {"fileId":"9007199254740993"}',
    ),
  );
  const withBigHandle = async () => {
    throw Object.assign(new Error('full'), { handle: { fileId: 7n } });
  };
  await expect(say(withBigHandle)).rejects.toThrow(
    /^The handle of the Error that upload threw is no JSON: .*BigInt/,
  );
  client = inProcessClient({} as ClientObject);
  await expect(client.start()).rejects.toThrow(/^The client has no function upload\./);
});
