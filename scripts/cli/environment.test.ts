import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newCommand } from './command.js';
import { givenAs } from './environment.js';
import { SERVE_OPTIONS } from './serve-command.js';

beforeEach(() => {
  for (const name of Object.keys(process.env).filter((each) => each.startsWith('FOURSHARED_')))
    vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

/** The options that a command line and an environment result in, or the error text. */
function options(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  for (const [name, text] of Object.entries(env)) vi.stubEnv(name, text);
  let found: Readonly<Record<string, unknown>> = {};
  let error = '';
  const command = newCommand('serve', {
    about: 'Start.',
    examples: ['% serve'],
    options: SERVE_OPTIONS,
    exitCodes: { 0: 'success' },
  })
    .exitOverride()
    .configureOutput({
      writeErr: (text) => {
        error += text;
      },
    })
    .action((given) => {
      found = given;
    });
  try {
    command.parse(args, { from: 'user' });
  } catch (thrown) {
    if (error === '') throw thrown;
  }
  return { found, error, givenAs: (key: string) => givenAs(command, key) };
}

test('every option of serve has a variable, which its help shows', () => {
  const flags = Object.values(SERVE_OPTIONS).flatMap((group) => Object.entries(group));
  expect(flags.length).toBeGreaterThan(20);
  for (const [flag, { env }] of flags)
    expect(env).toBe(`FOURSHARED_${flag.slice(2).split(' ', 1)[0]?.toUpperCase().replaceAll('-', '_')}`);
});

test('variables are read as the options are', () => {
  const { found, givenAs: named } = options({
    FOURSHARED_PORT: '0',
    FOURSHARED_MAX_BODY: '1000',
    FOURSHARED_EXPIRE_NAMESPACES: '2m',
    FOURSHARED_LOG: 'json',
    FOURSHARED_ASSUME: 'access-order=1,6,2,3,5,4,8; dir-zero=root',
    FOURSHARED_CONTROL_HOST: 'fake;compose',
    FOURSHARED_RULE: 'a.yaml',
    FOURSHARED_LENIENT: 'TRUE',
    FOURSHARED_JSON: '1',
    FOURSHARED_NO_CONTROL: 'true',
  });
  expect(found).toMatchObject({
    port: 0,
    maxBody: 1000,
    expireNamespaces: 120_000,
    log: 'json',
    assume: ['access-order=1,6,2,3,5,4,8', 'dir-zero=root'],
    controlHost: ['fake', 'compose'],
    rule: ['a.yaml'],
    lenient: true,
    json: true,
    control: false,
  });
  expect([named('port'), named('host')]).toEqual(['FOURSHARED_PORT', '--host']);
});

test('the command line outranks a variable; an empty one and false leave the default', () => {
  const { found, givenAs: named } = options(
    { FOURSHARED_PORT: '1', FOURSHARED_HOST: '', FOURSHARED_LENIENT: 'false', FOURSHARED_NO_CONTROL: '0' },
    '--port',
    '2',
  );
  expect(found).toMatchObject({ port: 2, host: '127.0.0.1', control: true });
  expect(found).not.toHaveProperty('lenient');
  expect(named('port')).toBe('--port');
});

test.each([
  ['FOURSHARED_PORT', 'x', 'It must be a whole number from 0 to 65535.'],
  ['FOURSHARED_LOG', 'xml', 'Allowed choices are pretty, json, off.'],
  ['FOURSHARED_LENIENT', 'yes', 'It must be true, false, 1 or 0.'],
  ['FOURSHARED_CONTROL_HOST', 'a,b', 'It must be a name such as fake.example, without a port.'],
])('a mistake names its variable: %s', (name, text, problem) => {
  expect(options({ [name]: text }).error).toBe(
    `error: environment variable ${name} '${text}' is invalid. ${problem}\n`,
  );
});
