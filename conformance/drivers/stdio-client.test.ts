import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { AdapterError, type ClientSession, type ClientUnderTest } from './client-under-test.js';
import type { StdioOptions } from './options.js';
import { stdioClient } from './stdio-client.js';

const ADAPTER = fileURLToPath(new URL('testing/adapter.mjs', import.meta.url));
const TARGET = {
  wsdl: 'http://127.0.0.1:1/?wsdl',
  soap: 'http://127.0.0.1:1/',
  login: 'a@b.test',
  password: 'p',
};
const PATIENT = 60_000;

let client: ClientUnderTest | undefined;
afterEach(() => client?.stop());

/** One client for the tests of a group, each in a separate session. */
function shared(options: StdioOptions = {}): () => Promise<ClientSession> {
  const common = stdioClient([process.execPath, ADAPTER, 'well'], { helloMs: PATIENT, ...options });
  afterAll(() => common.stop());
  return () => common.open(TARGET);
}

function start(how = 'well', options: StdioOptions = {}): ClientUnderTest {
  client = stdioClient([process.execPath, ADAPTER, how], { helloMs: PATIENT, ...options });
  return client;
}

const upload = (session: ClientSession, name: string, { ms = PATIENT, dirId = '-1' } = {}) =>
  session.call('upload', { file: '/f', name, dirId }, ms);

const told = (session: ClientSession, name: string): Promise<string> =>
  upload(session, name).then((said) => (said.kind === 'error' ? said.error.message : said.kind));

const faultOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(AdapterError);
  return error.message;
};

test('a client says who it is', async () => {
  expect(await start().start()).toEqual({
    name: 'adapter',
    operations: ['upload', 'list'],
    concurrency: 4,
  });
  await client?.stop();
  expect(await start('root only').start()).toMatchObject({ version: '1.2', concurrency: 1, rootOnly: true });
});

describe('what a client answers', () => {
  const open = shared();
  test.each([
    ['ok', { kind: 'ok', result: { fileId: '9007199254740993' } }],
    ['bare', { kind: 'ok', result: {} }],
    ['error', { kind: 'error', error: { kind: 'quota', message: 'Full ü', handle: 'h 1' } }],
    ['unsupported', { kind: 'unsupported' }],
    ['empty lines', { kind: 'ok', result: {} }],
    ['two pieces', { kind: 'ok', result: {} }],
  ])('%s', async (name, said) => {
    expect(await upload(await open(), name)).toEqual(said);
  });

  test('replies may come in any order, from several sessions', async () => {
    const sessions = [await start().open(TARGET), await (client as ClientUnderTest).open(TARGET)];
    const calls = ['1', '2', '3', '4'].map((dirId, index) =>
      upload(sessions[index % 2] as ClientSession, 'hold', { dirId }),
    );
    const last = upload(sessions[0] as ClientSession, 'release', { dirId: '5' });
    expect(await Promise.all([...calls, last])).toEqual(
      ['1', '2', '3', '4', '5'].map((message) => ({ kind: 'error', error: { kind: 'told', message } })),
    );
  });
});

describe('a client that crashes starts again with the next session', () => {
  const open = shared();
  test.each([
    ['exit', 'It ended with exit code 3 while upload was under way.'],
    ['exit well', 'It ended with exit code 0 while upload was under way.'],
    ['kill', 'It was ended by SIGKILL while upload was under way.'],
    [
      'half a line',
      'It ended with exit code 1 while upload was under way. It was in the midst of a line: {"type":"ok","i',
    ],
  ])('%s', async (name, how) => {
    const session = await open();
    expect(await upload(session, 'ok')).toMatchObject({ kind: 'ok' });
    expect(await upload(session, name)).toEqual({ kind: 'crashed', how });
    expect(await upload(session, 'ok')).toMatchObject({
      kind: 'crashed',
      how: expect.stringMatching(/before this call/),
    });
    await session.close();
  });

  test('the last time, too', async () => {
    expect(await upload(await open(), 'ok')).toMatchObject({ kind: 'ok' });
  });
});

describe('time', () => {
  test('a call that takes too long is cancelled; a client that stops it goes on', async () => {
    const session = await start('well', { graceMs: PATIENT }).open(TARGET);
    const pid = await told(session, 'process');
    expect(await upload(session, 'until cancelled', { ms: 30 })).toEqual({ kind: 'timed-out', afterMs: 30 });
    expect(await told(session, 'process')).toBe(pid);
    expect(await told(await (client as ClientUnderTest).open(TARGET), 'process')).toBe(pid);
  });

  test('a client that does not stop it is left, when its other calls are over', async () => {
    const session = await start('well', { graceMs: 30 }).open(TARGET);
    const pid = Number(await told(session, 'process'));
    const other = upload(session, 'hold', { dirId: '7' });
    expect(await upload(session, 'hang', { ms: 30 })).toEqual({ kind: 'timed-out', afterMs: 30 });
    const next = await (client as ClientUnderTest).open(TARGET);
    expect(Number(await told(next, 'process'))).not.toBe(pid);
    expect(await told(session, 'process')).toBe(String(pid));
    expect(await upload(session, 'release', { dirId: '8' })).toMatchObject({ error: { message: '8' } });
    expect(await other).toMatchObject({ error: { message: '7' } });
    await expect.poll(() => isAlive(pid), { timeout: PATIENT }).toBe(false);
  });

  test('one that hangs with SIGTERM ignored is killed', async () => {
    const session = await start('well', { graceMs: 30 }).open(TARGET);
    const pid = Number(await told(session, 'process'));
    expect(await upload(session, 'hang hard', { ms: 30 })).toMatchObject({ kind: 'timed-out' });
    await expect.poll(() => isAlive(pid), { timeout: PATIENT }).toBe(false);
  });

  test('no limit at all, for a debugger', async () => {
    const session = await start().open(TARGET);
    expect(await upload(session, 'two pieces', { ms: Number.POSITIVE_INFINITY })).toMatchObject({
      kind: 'ok',
    });
  });
});

describe('the end', () => {
  test('comes with the end of input, and stopping is harmless when repeated', async () => {
    const session = await start('well', { graceMs: PATIENT }).open(TARGET);
    const pid = Number(await told(session, 'process'));
    await client?.stop();
    await client?.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('comes by force for a client that goes on', async () => {
    const session = await start('stubborn', { graceMs: 30 }).open(TARGET);
    const pid = Number(await told(session, 'process'));
    await client?.stop();
    expect(isAlive(pid)).toBe(false);
  });
});

test('what it writes to its error output is kept until it is asked for', async () => {
  const session = await start().open(TARGET);
  await upload(session, 'notes');
  await expect.poll(() => client?.notes(), { timeout: PATIENT }).toBe('a word\n');
  expect(client?.notes()).toBe('');
});

test('its environment has what is asked for, and no proxy before this machine', async () => {
  const session = await start('well', { env: { KIND: 'test' } }).open(TARGET);
  expect(await told(session, 'environment')).toMatch(/^test (.+,)?127\.0\.0\.1,localhost$/);
});

const OK = '{"type":"ok","id":"c1","result":{}}';
const HELLO =
  '{"type":"hello","protocol":1,"name":"my-client","version":"1.0.0","operations":["upload"],"concurrency":1}';
const STDOUT = `Standard output is for messages alone: write everything else to standard error. A message is one line such as ${OK}`;

describe("an adapter's fault says what came, in which line, and what to do", () => {
  const open = shared({ graceMs: 100 });
  test.each([
    [
      'garbage',
      `Line 2 of the client's output is no JSON (Unexpected token 'U', "Uploading a.txt ..." is not valid JSON).\nIt is: Uploading a.txt ...\n${STDOUT}`,
    ],
    [
      'number',
      `Line 2 of the client's output is no message of this protocol: it must be an object, but is 5.\nIt is: 5\nSend instead a line such as ${OK}`,
    ],
    [
      'latin-1',
      `Line 2 of the client's output is not UTF-8: {"type":"ok","id":"\uFFFD"}\nWrite UTF-8, or escape in JSON what is not ASCII.`,
    ],
    [
      'endless',
      "Line 2 of the client's output is longer than 1048576 bytes.\nA message is one line, ended by a line feed; contents of files go by path.",
    ],
    [
      'wrong type',
      `Line 2 of the client's output is no result of upload: result.fileId must be a text of decimal digits, such as "9007199254740993", but is 17.\nIt is: {"type":"ok","id":"c1","result":{"fileId":17}}\nSend instead a line such as {"type":"ok","id":"c1","result":{"fileId":"9007199254740993"}}`,
    ],
    [
      'unknown id',
      `Line 2 of the client's output answers a call that the kit did not make: "c99".\nIt is: {"type":"ok","id":"c99"}\nEcho the id of the call; under way: c1.`,
    ],
    [
      'hello again',
      `Line 2 of the client's output says hello again.\nIt is: {"type":"hello","protocol":1,"name":"adapter","operations":["upload","list"],"concurrency":4}\nSay hello once, as the first line.`,
    ],
    [
      'closes its output',
      'The client closed its standard output and runs on.\nLeave both standard input and output open until the end.',
    ],
  ])('%s', async (name, message) => {
    expect(await faultOf(upload(await open(), name))).toBe(message);
  });

  test('it is stopped once, and the next session gets a new process', async () => {
    expect(await upload(await open(), 'ok')).toMatchObject({ kind: 'ok' });
  });

  test('a reply that comes twice is reported where it is noticed', async () => {
    const session = await start().open(TARGET);
    expect(await upload(session, 'twice')).toMatchObject({ kind: 'ok' });
    expect(await faultOf(upload(session, 'hang'))).toBe(
      `Line 3 of the client's output answers the call c1 again, as line 2 did.\nIt is: {"type":"ok","id":"c1"}\nAnswer each call once.`,
    );
  });

  test('output between two calls is reported by the next session, once', async () => {
    const session = await start().open(TARGET);
    const pid = Number(await told(session, 'process'));
    await upload(session, 'says after');
    await expect.poll(() => isAlive(pid), { timeout: PATIENT }).toBe(false);
    expect(await faultOf((client as ClientUnderTest).open(TARGET))).toMatch(/^Line 4 .+ is no JSON/);
    expect(await (client as ClientUnderTest).start()).toMatchObject({ name: 'adapter' });
  });

  test.each([
    [
      'dies',
      `The client ended with exit code 1 before it said hello.\nIts error output ends with: SyntaxError: no such luck\nIt goes on until its standard input ends, and begins with a line such as ${HELLO}\nA command that uploads one file and ends needs no adapter: it is given with --exec.`,
    ],
    [
      'speaks',
      `Line 1 of the client's output is no JSON (Unexpected token 'W', "Welcome!" is not valid JSON).\nIt is: Welcome!\n${STDOUT}`,
    ],
    [
      'answers first',
      `Line 1 of the client's output comes before hello.\nIt is: {"type":"ok","id":"c1"}\nSay first who you are, such as ${HELLO}`,
    ],
    [
      'future',
      `Line 1 of the client's output speaks protocol 2, and this kit 1.\nIt is: {"type":"hello","protocol":2,"name":"adapter","operations":["upload","list"],"concurrency":4}\nChoose one of those that the hello of the kit lists under protocols.`,
    ],
    [
      'list only',
      `Line 1 of the client's output is no message of this protocol: operations must have "upload" among them, but is ["list"].\nIt is: {"type":"hello","protocol":1,"name":"adapter","operations":["list"],"concurrency":4}\nSend instead a line such as ${HELLO}`,
    ],
  ])('at the start: %s', async (how, message) => {
    expect(await faultOf(start(how).start())).toBe(message);
  });

  test('no hello', async () => {
    expect(await faultOf(start('no hello', { helloMs: 300 }).start())).toBe(
      `The client did not say hello within 300 ms.\nFirst of all, it reads a line from standard input and answers with a line such as ${HELLO}\nFlush the output after each line.`,
    );
  });

  test.each([
    [
      ['/no/such/program'],
      'There is no program "/no/such/program". Give a path, such as ./my-client, or a name that is on the PATH; the command is not read by a shell.',
    ],
    [
      [ADAPTER],
      `The program "${ADAPTER}" may not be run. Make it executable (chmod +x), or start it with its interpreter, such as: node ${ADAPTER}`,
    ],
  ])('%j', async (command, message) => {
    client = stdioClient(command);
    expect(await faultOf(client.start())).toBe(message);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
