import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { type FourSharedFake as Fake, startFourShared, type Version } from '../../../mock-server/index.js';
import { HANDLERS } from '../../../mock-server/operations/index.js';
import { OPERATIONS, type OperationName, type UserSettings } from '../../../wsdl/contract.js';
import { everyFunction, type ListedCall } from '../every-function/calls.js';
import { LIST_FIXTURE, listWorld, ME } from '../every-function/testing/list-world.js';
import { Failure, ServiceFault } from './failure.js';
import { FourShared } from './four-shared.js';
import type { Item } from './functions.js';

const NOW = Date.UTC(2026, 0, 31, 12);

/** A client whose operations are called by names that the compiler does not know. */
type AnyFunction = (args: object) => Promise<unknown>;
/** A handler of the service itself, likewise. */
type AnyHandler = (context: object, args: object) => unknown;

const start = (): Promise<Fake> =>
  startFourShared({ storage: 'memory', fixture: LIST_FIXTURE, now: () => NOW, control: false });

/** An argument of the list, as the type of its kind. */
function argumentOf(token: string, type: string, earlier: ReadonlyMap<string, unknown>): unknown {
  const [, kind, text = ''] = /^(\w):(.*)$/s.exec(token) ?? [];
  if (kind === 's') return text;
  if (kind === 'b') return text === 'true';
  if (kind === 'n') return type === 'long' ? BigInt(text) : Number(text);
  if (kind === 'l') return text.split(',').map(BigInt);
  const [name = '', index] = text.split('#');
  const result = earlier.get(name);
  return index === undefined ? result : (result as readonly unknown[])[Number(index)];
}

function argumentsOf([name, ...tokens]: ListedCall, earlier: ReadonlyMap<string, unknown>): object {
  const own = OPERATIONS[name].args.filter((argument) => !['login', 'password'].includes(argument.name));
  return Object.fromEntries(
    own.map((argument, i) => [argument.name, argumentOf(tokens[i] ?? '', argument.type, earlier)]),
  );
}

/** What comes of a call: its result, or the text of its fault. */
const outcome = async (result: () => unknown): Promise<unknown> => {
  try {
    return { result: await result() };
  } catch (error) {
    return { fault: (error as Error).message };
  }
};

/** The same without the fields that jax2 lacks. */
function inJax2(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inJax2);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const isItem = 'downloadCount' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(isItem && ['empty', 'version'].includes(name)) && name !== 'compId')
      .map(([name, inner]) => [name, inJax2(inner)]),
  );
}

test.each<Version>(['jax3', 'jax2'])(
  'every operation of %s answers what the service itself makes of the same call',
  async (version) => {
    const [fake, twin] = [await start(), await start()];
    try {
      const client = new FourShared({ wsdl: fake.wsdlUrl(version), ...ME });
      const context = { world: twin.world, base: fake.url, version };
      const earlier = new Map<string, unknown>();
      for (const call of everyFunction(listWorld(fake))) {
        const [name] = call;
        if (version === 'jax2' && OPERATIONS[name].since === 'jax3') continue;
        const args = argumentsOf(call, earlier);
        // A login can be signed up once.
        const who = name.startsWith('signup') ? { login: `${name}@x.test`, password: 'new' } : ME;
        const caller = name.startsWith('signup')
          ? new FourShared({ wsdl: fake.wsdlUrl(version), ...who })
          : client;
        const handler = HANDLERS[name] as AnyHandler;
        const wanted = await outcome(() => handler(context, { ...who, ...args }));
        const got = await outcome(() => (caller[name] as AnyFunction)(args));
        expect(got, name).toEqual(version === 'jax2' ? inJax2(wanted) : wanted);
        earlier.set(name, (got as { readonly result: unknown }).result);
      }
    } finally {
      await Promise.all([fake.close(), twin.close()]);
    }
  },
);

describe('a client of an account', () => {
  let fake: Fake;
  let client: FourShared;
  beforeAll(async () => {
    fake = await start();
    client = new FourShared({ wsdl: fake.wsdlUrl('jax3'), ...ME });
  });
  afterAll(() => fake.close());

  test('reads a fault of jax3 with its exception', async () => {
    const fault = await client.getFileInfo({ fileId: 99n }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ServiceFault);
    expect(fault).toMatchObject({
      ...{ kind: 'fault', code: 'Server', message: 'File not found', details: 'File not found' },
      exceptionClass: 'com.pmstation.shared.soap.api.FileNotFoundException',
    });
  });

  test('reads a fault of jax2, which has no exception', async () => {
    const older = new FourShared({ wsdl: fake.wsdlUrl('jax2'), ...ME });
    const fault = await older.getFileInfo({ fileId: 99n }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ServiceFault);
    expect(fault).toMatchObject({ message: 'File not found', exceptionClass: undefined });
  });

  test('reports that jax2 has no such operation', async () => {
    const older = new FourShared({ wsdl: fake.wsdlUrl('jax2'), ...ME });
    await expect(older.getHistoryLastId({ dirId: -1n })).rejects.toThrow(
      `The service has no operation getHistoryLastId: it is one of jax3, and ${fake.wsdlUrl('jax2')} describes jax2.`,
    );
  });

  test('uses the address that the description names, unless it is given another one', async () => {
    const elsewhere = new FourShared({ wsdl: fake.wsdlUrl('jax3'), soap: `${fake.url}/nowhere`, ...ME });
    await expect(elsewhere.getFreeSpace()).rejects.toMatchObject({ kind: 'unreadable', status: 404 });
    expect(await client.getFreeSpace()).toBeGreaterThan(0n);
  });

  test('tries again to read the description with the next call', async () => {
    const addresses = ['http://127.0.0.1:1/', fake.wsdlUrl('jax3')];
    const late = new FourShared({
      ...{ wsdl: fake.wsdlUrl('jax3'), ...ME, retries: 0 },
      fetch: (url, init) => fetch(addresses.shift() ?? url, init),
    });
    await expect(late.getFreeSpace()).rejects.toMatchObject({ kind: 'connection' });
    expect(await late.getFreeSpace()).toBeGreaterThan(0n);
  });

  test.each(['{"no": "xml"}', '<html/>', '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>'])(
    'reports that %s is no service description',
    async (page) => {
      const client = new FourShared({
        ...{ wsdl: 'http://example.test/?wsdl', ...ME },
        fetch: async () => new Response(page),
      });
      const error = await client.getFreeSpace().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ kind: 'unreadable' });
      expect(String(error)).toContain('http://example.test/?wsdl is no service description: ');
    },
  );

  test.each([
    ['has no operations', '', 'http://example.test/?wsdl does not describe it'],
    ['imports what is no XML', '<import location="x"/>', 'http://example.test/?wsdl does not describe it'],
  ])('reports a description that %s', async (_, inner, message) => {
    const address = '<s:address xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" location="http://a.test/"/>';
    const page = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:x">${inner}
      <service name="s"><port name="p" binding="b">${address}</port></service></definitions>`;
    const client = new FourShared({
      ...{ wsdl: 'http://example.test/?wsdl', ...ME },
      fetch: async (url) => new Response(String(url).endsWith('?wsdl') ? page : '<nope'),
    });
    const error = await client.getFreeSpace().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Failure);
    expect(String(error)).toContain(message);
  });

  test('gives a call up, and the description that it waits for', async () => {
    const controller = new AbortController();
    const asked = new FourShared({ wsdl: fake.wsdlUrl('jax3'), ...ME }).getItems(
      { dirId: -1n },
      { signal: controller.signal },
    );
    controller.abort(new Error('enough'));
    const error = await asked.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ kind: 'aborted', cause: { message: 'enough' } });
    await fake.namespace().arm({ on: { kind: 'call' }, do: [{ act: 'stall', afterBytes: 10 }], times: 1 });
    await expect(client.getItems({ dirId: -1n }, { signal: AbortSignal.timeout(200) })).rejects.toMatchObject(
      { kind: 'aborted' },
    );
  });

  test('gives up when nothing moves', async () => {
    const hasty = new FourShared({ wsdl: fake.wsdlUrl('jax3'), ...ME, timeout: 300, retries: 0 });
    await hasty.getFreeSpace();
    await fake.namespace().arm({ on: { kind: 'call' }, do: [{ act: 'stall', afterBytes: 10 }], times: 1 });
    await expect(hasty.getFreeSpace()).rejects.toThrow('nothing moved for 300 ms');
  });

  test.each([
    ['getFreeSpace', 3],
    ['createNewFolder', 1],
  ] as const)('calls %s %i times when no answer comes', async (name, times) => {
    const namespace = fake.namespace(name);
    const patient = new FourShared({
      ...{ wsdl: `${fake.url}/~${name}/jax3/DesktopApp?wsdl`, ...ME },
      ...{ retries: 5, retryDelay: { first: 1, longest: 1 } },
    });
    await namespace.arm({ on: { kind: 'call', operation: name }, do: [{ act: 'hang-up' }], times: 2 });
    const made = await outcome(() =>
      name === 'getFreeSpace'
        ? patient.getFreeSpace()
        : patient.createNewFolder({ dirId: -1n, folderName: 'n' }),
    );
    expect('result' in (made as object)).toBe(name === 'getFreeSpace');
    expect(namespace.journal.entries({ kind: 'call', operation: name })).toHaveLength(times);
  });

  test.each([
    [
      'long',
      () => client.getFileInfo({ fileId: 5 as unknown as bigint }),
      'getFileInfo: fileId must be a bigint',
    ],
    ['long', () => client.getFileInfo({ fileId: 2n ** 63n }), 'fileId must be a bigint of 64 bits'],
    ['int', () => client.getSettings({ groupId: 1.5 }), 'groupId must be a whole number of 32 bits'],
    ['list', () => client.getFiles({ fileIds: 1n as never }), 'getFiles: fileIds must be an array'],
    ['member', () => client.getFiles({ fileIds: [1n, '2' as never] }), 'fileIds[1] must be a bigint'],
    ['text', () => client.decodeLink({ link: 'a\u0001' }), 'link must be a text without characters that XML'],
    ['half', () => client.decodeLink({ link: '\ud83d' }), 'link must be a text without characters that XML'],
    [
      'structure',
      () => client.checkSettings({ settings: {} as UserSettings }),
      'settings.settings must be an',
    ],
  ] as const)('refuses an argument of another type: %s', async (_, call, message) => {
    const error = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(message);
  });

  test.each(['<![CDATA[x]]>', ' \t\r\nblanks ', '&<>"\'', '\u{10ffff}😀é', ']]>', '$value', ''])(
    'sends and reads the text %j as it is',
    async (description) => {
      const how = { keywords: description, comment: description, flag1: true, flag2: false };
      await client.setFileDescription({ fileId: 4n, description, ...how });
      const read = await client.getFileDescription({ fileId: 4n });
      expect(read.slice(0, 3)).toEqual([description, description, description]);
    },
  );

  test.each([[[]], [[4n]], [[4n, 5n]]])('lists are arrays however many there are: %s', async (fileIds) => {
    expect((await client.getFiles({ fileIds })).map((item) => item?.id)).toEqual(fileIds);
  });

  test('a member of a list may be nil, both ways', async () => {
    const namespace = fake.namespace();
    const { journal, rules } = namespace;
    journal.clear();
    await client.getFiles({ fileIds: [null, 4n] });
    const [asked] = journal.entries({ kind: 'call', operation: 'getFiles' });
    expect(JSON.stringify(asked)).toMatch(/null/);
    await namespace.arm({
      on: { kind: 'call', operation: 'getToolList' },
      do: [{ act: 'return', value: ['', null, 'a'] }],
    });
    expect(await client.getToolList()).toEqual(['', null, 'a']);
    rules.clear();
  });
});

test('the types are those of the contract, with names, and without login and password', () => {
  type Client = FourShared;
  expectTypeOf<keyof Client & OperationName>().toEqualTypeOf<OperationName>();
  expectTypeOf<Client['getFreeSpace']>().returns.resolves.toEqualTypeOf<bigint>();
  expectTypeOf<Client['getItems']>().parameter(0).toEqualTypeOf<{ readonly dirId: bigint }>();
  expectTypeOf<Client['getItems']>().returns.resolves.toEqualTypeOf<readonly (Item | null)[]>();
  expectTypeOf<Item['date']>().toEqualTypeOf<Date | undefined>();
  expectTypeOf<Item['version']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Item['size']>().toEqualTypeOf<bigint>();
  expectTypeOf<Client['getItemsPartial']>()
    .parameter(0)
    .toEqualTypeOf<{ readonly dirId: bigint; readonly startIndex: number; readonly count: number }>();
  expectTypeOf<Client['deleteFile']>().returns.resolves.toEqualTypeOf<undefined>();
  expectTypeOf<Client['isAccountActive']>().returns.resolves.toEqualTypeOf<boolean>();
  expectTypeOf<Client['getUploadFormUrl']>()
    .parameter(0)
    .toEqualTypeOf<{ readonly dataCenterId: number; readonly sessionKey: string }>();
  expectTypeOf<Client['checkSettings']>().parameter(0).toEqualTypeOf<{ readonly settings: UserSettings }>();
  // @ts-expect-error getItems cannot be called without a folder
  expectTypeOf<Client['getItems']>().toBeCallableWith();
  expectTypeOf<Client['getFreeSpace']>().toBeCallableWith();
});
