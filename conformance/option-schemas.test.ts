import { expect, test } from 'vitest';
import { OptionsError } from '../mock-server/index.js';
import { failure, loose } from '../mock-server/testing/loose.js';
import { execClient, inProcessClient, runConformance, stdioClient } from './index.js';
import { fetchExchange, rawServer, runServerSuite } from './server.js';
import { describeConformance } from './vitest.js';

const upload = async (): Promise<Record<never, never>> => ({});

test.each([
  [
    'runConformance',
    () => loose(runConformance)(inProcessClient({ upload }), { run: 1 }),
    'run is not a key that is known here; did you mean runs?',
  ],
  [
    'runConformance',
    () => loose(runConformance)(inProcessClient({ upload }), { service: 'jax4' }),
    'service must be one of jax3, jax2; did you mean jax3?',
  ],
  [
    'runConformance',
    () => loose(runConformance)({ upload }),
    'client must be a driver such as stdioClient, execClient or inProcessClient make',
  ],
  [
    'runConformance',
    () => loose(runConformance)(inProcessClient({ upload }), {}, { don: upload }),
    'events.don is not a key',
  ],
  [
    'describeConformance',
    () => loose(describeConformance)({ upload }, { known: { 'UP-01': { why: 'x' } } }),
    'known.UP-01.reason is missing',
  ],
  [
    'describeConformance',
    () => loose(describeConformance)({ upload }, { testTimeout: 5 }),
    'did you mean testTimeoutMs?',
  ],
  [
    'runServerSuite',
    () =>
      loose(runServerSuite)(
        rawServer('http://127.0.0.1:1/jax3/'),
        { login: 'a@b.test', password: 'p' },
        { gentel: true },
      ),
    'did you mean gentle?',
  ],
  [
    'runServerSuite',
    () => loose(runServerSuite)(rawServer('http://127.0.0.1:1/jax3/'), { login: 'x' }),
    'account.password is missing',
  ],
  ['rawServer', () => loose(rawServer)('nowhere'), 'wsdl must be the address of a service description'],
  [
    'rawServer',
    () => loose(rawServer)('http://127.0.0.1:1/', { version: 'jax1' }),
    'version must be one of jax3, jax2',
  ],
  [
    'fetchExchange',
    () => loose(fetchExchange)({ timeout: 1 }),
    'limits.timeout is not a key that is known here; did you mean timeoutMs?',
  ],
  [
    'stdioClient',
    () => loose(stdioClient)('node client.js'),
    'command must be a list: the program and its arguments',
  ],
  ['stdioClient', () => loose(stdioClient)(['x'], { hello: 5 }), 'did you mean helloMs?'],
  ['execClient', () => loose(execClient)('x {file}', { concurency: 5 }), 'did you mean concurrency?'],
  [
    'inProcessClient',
    () => loose(inProcessClient)({ upload, creatFolder: upload }),
    'creatFolder is no operation and no fact of a client; did you mean createFolder?',
  ],
  ['inProcessClient', () => loose(inProcessClient)({ upload, list: true }), 'client.list must be a function'],
])('%s with a mistake is refused: %#', async (name, call, message) => {
  const error = await failure(call);
  expect(error).toBeInstanceOf(OptionsError);
  expect(error.message).toContain(`${name}: `);
  expect(error.message).toContain(message);
});

test('a program must be named', () => {
  expect(() => stdioClient([])).toThrow('stdioClient: command must be a list: the program and its arguments');
});
