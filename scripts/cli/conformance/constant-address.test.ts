import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CLI, type Ended, run } from '../../testing/command.js';
import { installed, needs } from '../../testing/installed.js';

const folder = mkdtempSync(join(tmpdir(), 'constant-address-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mayIsolate =
  spawnSync('unshare', ['--net', '--mount', '--', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
const hasPython = mayIsolate && installed('python3');
const hasPhp =
  mayIsolate &&
  spawnSync('php', ['-r', 'exit(class_exists("SoapClient") && function_exists("curl_init") ? 0 : 1);'])
    .status === 0;

const IN_LOOPBACK = [
  '--net',
  '--',
  'sh',
  '-c',
  'ip link set lo up && exec "$@"',
  'sh',
  process.execPath,
  CLI,
];

/** Runs a command where only loopback exists, so that no mistake of the kit reaches the service. */
const runInLoopback = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile('unshare', [...IN_LOOPBACK, ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** Runs the kit quickly. @returns with the requirements by their state */
async function judge(...args: readonly string[]) {
  const report = join(folder, 'report.json');
  const { code, out, err } = await runInLoopback(
    'conformance',
    ...['--ca-folder', join(folder, 'ca'), '--failures', join(folder, 'failures.json')],
    ...['--quick', '--runs', '1', '--seed', '7', '--report', `json=${report}`, ...args],
  );
  const { requirements, troubles, replay } = JSON.parse(readFileSync(report, 'utf8'));
  const idsOf = (status: string): readonly string[] =>
    requirements
      .filter((each: { status: string }) => each.status === status)
      .map(({ id }: { id: string }) => id);
  return { code, out, err, troubles, replay, kept: idsOf('kept').length, broken: idsOf('broken') };
}

/** A text with each of the first in place of the second. @throws Error when one is not there */
function changed(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`The client has no line ${from}`);
    return result.replace(from, to);
  }, text);
}

test.skipIf(!hasPython)(
  `a client with a constant address that heeds proxies conforms${needs(hasPython, 'namespaces and python3')}`,
  async () => {
    const client = join(folder, 'client.py');
    const text = readFileSync('conformance/clients/python/client.py', 'utf8');
    const connection = 'connection = kind(address.hostname, address.port, timeout=call.patience())';
    const changes = [
      ['self.endpoint, self.account = soap, ', 'self.endpoint, self.account = CONSTANT, '],
      ['\nBLOCK = ', '\nCONSTANT = "https://api.4shared.com/jax3/DesktopApp"\nBLOCK = '],
      // http.client knows no proxies by itself.
      [
        connection,
        `proxy = urlsplit(urllib.request.getproxies()["https"])
        connection = kind(proxy.hostname, proxy.port, timeout=call.patience())
        connection.set_tunnel(address.hostname, address.port)`,
      ],
    ] as const;
    writeFileSync(client, changed(text, changes));
    const { code, kept, broken, replay, out, err } = await judge(
      '--constant-address',
      '--',
      'python3',
      client,
    );
    expect({ code, broken }, out + err).toEqual({ code: 0, broken: [] });
    expect(kept).toBeGreaterThan(60);
    expect(replay).toContain('--replay {token} --constant-address ');
  },
);

test.skipIf(!hasPhp)(
  `a client that ignores proxies is judged isolated${needs(hasPhp, 'namespaces, php-soap and php-curl')}`,
  async () => {
    const client = 'conformance/clients/php-soapclient/client.php';
    const { kept, broken, out, err } = await judge('--isolated', '--', 'php', client);
    // What known-failures.yaml has of this client, met by some seeds only.
    expect(
      broken.filter((id) => id !== 'UP-43'),
      out + err,
    ).toEqual([]);
    expect(kept).toBeGreaterThan(60);
  },
);

test.skipIf(!hasPython)(
  `a client that ignores the proxy gets nowhere, and learns what to do${needs(hasPython, 'namespaces and python3')}`,
  async () => {
    const client = join(folder, 'ignores.py');
    writeFileSync(
      client,
      'import urllib.request as u\nu.build_opener(u.ProxyHandler({})).open("https://api.4shared.com/")\n',
    );
    const { code, troubles } = await judge('--constant-address', '--exec', `python3 ${client} {file}`);
    expect(code).toBe(2);
    expect(troubles).toEqual([
      {
        blame: 'adapter',
        message: expect.stringMatching(
          /no request for a host of the service came to the fake.*URLError.*use --isolated/s,
        ),
      },
    ]);
  },
);

test('where nothing guards the network, the run is refused, unless its user vouches for the client', async () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [resolve(CLI), 'conformance', '--constant-address', '--exec', 'none {file}'],
    { encoding: 'utf8', env: { ...process.env, PATH: folder } },
  );
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: .*--constant-address.* add --unguarded\.\n$/);
});

test.each([
  [['--unguarded'], '--unguarded belongs to --constant-address'],
  [['--isolated', '--unguarded'], '--unguarded belongs to --constant-address'],
  [['--assume', 'gravity=off'], '--assume gravity is not an assumption'],
])('a mistake in %s', async (args, text) => {
  const { code, err } = await run('conformance', ...args, '--exec', 'none {file}');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`error: ${text}`) });
});
