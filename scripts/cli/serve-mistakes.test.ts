import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../testing/command.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mistakes-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('mistakes get one clear sentence and exit code 1', () => {
  test.each([
    ['an unknown flag', ['serve', '--prot', '1'], "error: unknown option '--prot'\n(Did you mean --port?)\n"],
    ['an unknown command', ['server'], "error: unknown command 'server'\n(Did you mean serve?)\n"],
    [
      'an unknown edge account',
      ['edge-cases', 'zero-datacentre'],
      "error: unknown edge account 'zero-datacentre'\n(Did you mean zero-datacenter?)\n",
    ],
    [
      'an invalid port',
      ['serve', '--port', 'x'],
      "error: option '--port <number>' argument 'x' is invalid. It must be a whole number from 0 to 65535.\n",
    ],
    [
      'an invalid public URL',
      ['serve', '--public-url', 'fake.test'],
      "error: option '--public-url <url>' argument 'fake.test' is invalid. It must begin with http:// or https:// and have no query, such as https://fake.example/4shared.\n",
    ],
    [
      // Node would listen on every address of the machine.
      'an empty host',
      ['serve', '--host', ''],
      "error: option '--host <address>' argument '' is invalid. It must not be empty.\n",
    ],
    [
      'an unknown log format',
      ['serve', '--log', 'xml'],
      "error: option '--log <format>' argument 'xml' is invalid. Allowed choices are pretty, json, off.\n",
    ],
  ])('%s', async (_mistake, args, message) => {
    expect(await run(...args)).toEqual({ code: 1, out: '', err: message });
  });

  test('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, err } = await run('serve', '--port', String(port));
    taken.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: `Port ${port} of 127.0.0.1 is in use. Choose another with --port, or 0 for any free one.\n`,
    });
  });

  test('an address of another machine', async () => {
    const { code, err } = await run('serve', '--port', '0', '--host', '192.0.2.1');
    expect({ code, err }).toEqual({
      code: 1,
      err: '192.0.2.1 is not an address of this machine. Choose one with --host, such as 127.0.0.1.\n',
    });
  });

  test('a fixture that is missing, broken or contradicts itself', async () => {
    const file = join(folder, 'bad.yaml');
    const missing = await run('serve', '--fixture', join(folder, 'none.yaml'));
    const misspelt = await run('serve', '--fixture', 'realistc');
    expect(misspelt.err).toMatch(
      /^The fixture realistc could not be read: ENOENT.*; the ready-made ones are realistic\n$/,
    );
    expect(missing.err).toMatch(/^The fixture .*none\.yaml could not be read: ENOENT.*\n$/);
    writeFileSync(file, 'accounts:\n  - login: a\n    password: 5\n');
    const broken = await run('serve', '--fixture', file);
    expect(broken.err).toBe(`${file}:3:15: accounts[0].password must be a text\n`);
    writeFileSync(file, 'accounts:\n  - {login: a, password: b}\n  - {login: A, password: b}\n');
    const twice = await run('serve', '--fixture', file);
    expect(twice.err).toMatch(/bad\.yaml:3:\d+: accounts\[1\]\.login .+\n$/);
    expect([missing.code, broken.code, twice.code]).toEqual([1, 1, 1]);
  });

  test('a folder that cannot be written to', async () => {
    const { code, out, err } = await run(
      'serve',
      '--port',
      '0',
      '--storage-folder',
      join(folder, 'none/at/all'),
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(join(folder, 'none/at/all'));
  });

  test('an assumption that does not exist', async () => {
    const { code, err } = await run('serve', '--port', '0', '--assume', 'gravity=off');
    expect(code).toBe(1);
    expect(err).toMatch(/gravity/);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
