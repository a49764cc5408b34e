import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CLI, run } from '../../testing/command.js';
import { installed, needs } from '../../testing/installed.js';
import { linesOf } from './env.js';
import { hostsFile } from './isolated.js';
import { environmentWith, proxyVariables } from './variables.js';

const folder = mkdtempSync(join(tmpdir(), 'run-test-'));
const ca = ['--ca-folder', join(folder, 'ca')];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const beside = (...command: readonly string[]) => run('run', '--storage', 'memory', ...ca, '--', ...command);

test('the program gets the address of the fake, and its exit code is passed on', async () => {
  const script = `
    const { FOURSHARED_FAKE_URL: url, http_proxy: proxy } = process.env;
    const { status } = await fetch(url + '/jax3/DesktopApp?wsdl');
    console.log(status, proxy === url);
    process.exit(7);`;
  const { code, out, err } = await beside(process.execPath, '--input-type=module', '-e', script);
  expect({ code, out }).toEqual({ code: 7, out: '200 true\n' });
  expect(err).toMatch(/^4shared-testkit: 0 calls, 0 upload parts, 0 downloads, 0 warnings\n/);
});

test('a program that ignores proxies gets a hint, one that only reads the description does not', async () => {
  const hint = 'run it with --isolated';
  expect((await beside(process.execPath, '-e', '')).err).toContain(hint);
  const read = `await fetch(process.env.FOURSHARED_FAKE_URL + '/jax3/DesktopApp?wsdl');`;
  expect((await beside(process.execPath, '--input-type=module', '-e', read)).err).not.toContain(hint);
});

test('a program that cannot be started is code 127', async () => {
  const { code, err } = await beside('no-such-program');
  expect(code).toBe(127);
  expect(err).toMatch(/^The command cannot be started: .*ENOENT/);
  expect(err).not.toContain('4shared-testkit:');
});

test('a signal reaches the program, and the one that ends it ends this one', async () => {
  const program = `process.on('SIGTERM', () => { console.log('heard'); process.kill(process.pid, 'SIGKILL'); });
    console.log('ready'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, [CLI, 'run', ...ca, '--', process.execPath, '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (bytes) => {
    out += bytes;
  });
  await expect.poll(() => out).toBe('ready\n');
  child.kill('SIGTERM');
  const [code, signal] = await once(child, 'exit');
  expect({ code, signal, out }).toEqual({ code: null, signal: 'SIGKILL', out: 'ready\nheard\n' });
});

test.skipIf(process.platform === 'win32')('the lines of env are what a shell evaluates', async () => {
  const { out } = await run('env', '--port', '5050', '--namespace', 'mine', ...ca);
  const shown = execFileSync('sh', ['-c', `${out}\nprintf '%s %s' "$https_proxy" "$NODE_EXTRA_CA_CERTS"`], {
    encoding: 'utf8',
    env: { ALL_PROXY: 'http://elsewhere' },
  });
  expect(shown).toBe(`http://mine@127.0.0.1:5050 ${join(folder, 'ca', 'ca.pem')}`);
  expect(out).toMatch(/^unset ALL_PROXY$/m);
});

test.each([
  ['fish', `${String.raw`set -gx A 'it\'s \\'`}\nset -e B\n`],
  ['powershell', "$env:A = 'it''s \\'\nRemove-Item -ErrorAction Ignore Env:B\n"],
  ['dotenv', "A=it's \\\nB=\n"],
  ['sh', `${String.raw`export A='it'\''s \'`}\nunset B\n`],
] as const)('env for %s', (shell, lines) => {
  expect(linesOf({ A: "it's \\", B: undefined }, shell)).toBe(lines);
});

test('variables with several values keep those that they have', () => {
  const files = { ca: '/a b/ca.pem', store: '/a b/ca.p12', php: '/a b/php' };
  const env = { JAVA_TOOL_OPTIONS: '-Xmx1g', PHP_INI_SCAN_DIR: '/etc/php', ALL_PROXY: 'socks5://x' };
  const { JAVA_TOOL_OPTIONS, PHP_INI_SCAN_DIR, ...rest } = environmentWith(
    proxyVariables({ host: '::1', port: 1 }, files, env),
    env,
  );
  expect(JAVA_TOOL_OPTIONS).toMatch(
    /^-Xmx1g "-Djavax\.net\.ssl\.trustStore=\/a b\/ca\.p12" .*-Dhttps\.proxyPort=1$/,
  );
  expect(PHP_INI_SCAN_DIR).toBe('/etc/php:/a b/php');
  expect(rest).toMatchObject({ HTTP_PROXY: 'http://[::1]:1', https_proxy: 'http://[::1]:1' });
  expect(rest).not.toHaveProperty('ALL_PROXY');
});

test('ca shows the authority, exports it, and renews it', async () => {
  const pem = join(folder, 'exported.pem');
  const p12 = join(folder, 'exported.p12');
  const shown = await run('ca', ...ca);
  expect(shown.out).toContain(join(folder, 'ca', 'ca.pem'));
  expect((await run('ca', ...ca, '--pem', pem, '--p12', p12)).code).toBe(0);
  expect(readFileSync(pem, 'utf8')).toBe(readFileSync(join(folder, 'ca', 'ca.pem'), 'utf8'));
  expect(existsSync(p12)).toBe(true);
  const { out } = await run('ca', ...ca, '--pem', '-');
  expect(out).toBe(readFileSync(pem, 'utf8'));
  await run('ca', ...ca, '--renew');
  expect(readFileSync(join(folder, 'ca', 'ca.pem'), 'utf8')).not.toBe(out);
  expect(await run('ca', '--ca-folder', '/dev/null/x')).toMatchObject({ code: 1, out: '' });
});

test('a hosts file keeps the other lines', () => {
  const present = '127.0.0.1 localhost\n10.0.0.1 www.4shared.com\n10.0.0.2 database\n';
  expect(hostsFile(present, ['api.4shared.com'])).toBe(
    '127.0.0.1 api.4shared.com\n127.0.0.1 localhost\n127.0.0.1 localhost\n10.0.0.2 database\n',
  );
});

const mayIsolate =
  installed('curl') &&
  spawnSync('unshare', ['--net', '--mount', '--', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

/** Runs a command where only loopback exists. */
const alone = (script: string) =>
  spawnSync('unshare', ['--net', '--', 'sh', '-c', `ip link set lo up; ${script}`], { encoding: 'utf8' });

test.skipIf(!mayIsolate)(
  `serve --host-names has both ports, and lines for the hosts file${needs(mayIsolate, 'namespaces and curl')}`,
  () => {
    const serve = `${process.execPath} ${CLI} serve --host-names --storage memory ${ca.join(' ')}`;
    const fetched = [80, 443].map(
      (port) =>
        `curl -sS --noproxy '*' --cacert ${join(folder, 'ca/ca.pem')} --connect-to ::127.0.0.1:${port} -o /dev/null -w '%{http_code} ' ${port === 80 ? 'http' : 'https'}://api.4shared.com/jax3/DesktopApp?wsdl`,
    );
    const { stdout } = alone(
      `${serve} > ${folder}/out & until grep -q Programs ${folder}/out; do sleep 0.1; done; ${fetched.join('; ')}; kill $!`,
    );
    expect(stdout).toBe('200 200 ');
    expect(readFileSync(join(folder, 'out'), 'utf8')).toMatch(
      /^127\.0\.0\.1 api\.4shared\.com www\.4shared\.com 4shared\.com dc1\.4shared\.com /m,
    );
  },
);

test.skipIf(!mayIsolate)(
  `serve --host-names says what to do when a port is in use${needs(mayIsolate, 'namespaces and curl')}`,
  () => {
    const serve = `${process.execPath} ${CLI} serve --host-names --storage memory ${ca.join(' ')}`;
    const { status, stderr } = alone(
      `${process.execPath} -e "require('net').createServer().listen(443, '127.0.0.1')" & sleep 0.5; ${serve}; code=$?; kill $!; exit $code`,
    );
    expect(stderr).toMatch(/^--host-names needs ports 80 and 443 of 127\.0\.0\.1: .*443\. Run it as root/);
    expect(status).toBe(1);
  },
);

test.skipIf(!mayIsolate)(
  `an isolated program keeps its exit code, and its user${needs(mayIsolate, 'namespaces and curl')}`,
  async () => {
    const script = 'id -u; curl -sS http://example.com/ 2>&1; exit 9';
    const { code, out } = await run('run', '--isolated', ...ca, '--', 'sh', '-c', script);
    expect(code).toBe(9);
    expect(out).toMatch(new RegExp(`^${process.getuid?.()}\n.*Could not resolve host`));
  },
);
