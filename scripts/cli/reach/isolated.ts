import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type End, untilEnd } from './child.js';

/** Variable of a process inside the namespaces: user and group that the command runs as, and a temporary folder. */
const INSIDE = 'FOURSHARED_INSIDE';

const INSTEAD =
  'Run without --isolated if the program knows proxies, or start "serve --host-names" and add its lines to the hosts file.';

/** Whether this process is the one inside. */
export const isInside = (): boolean => process.env[INSIDE] !== undefined;

/**
 * Runs this very command again, in its own network and mount namespace.
 * @param option that asks for it
 * @param instead what to do where it is not possible
 * @throws Error that says what to do instead, if the system does not allow it
 */
export async function runInside(option = '--isolated', instead = INSTEAD): Promise<End> {
  if (process.platform !== 'linux') throw new Error(`${option} needs Linux. ${instead}`);
  const { getuid = () => 0, getgid = () => 0 } = process;
  const user = getuid();
  const flags = namespaceFlags(user, option, instead);
  // Files that are mounted can be removed outside only.
  const folder = mkdtempSync(join(tmpdir(), '4shared-isolated-'));
  try {
    const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    const env = { ...process.env, [INSIDE]: `${user}:${getgid()}:${folder}` };
    return await untilEnd(spawn('unshare', [...flags, '--', ...again], { stdio: 'inherit', env }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inside(): { readonly user: string; readonly group: string; readonly folder: string } {
  const [, user = '0', group = '0', folder = tmpdir()] =
    /^(\d+):(\d+):(.*)$/s.exec(process.env[INSIDE] ?? '') ?? [];
  return { user, group, folder };
}

const NAMESPACES = ['--net', '--mount'];
/** What users without privileges need before. */
const USER_NAMESPACE = ['--user', '--map-root-user', ...NAMESPACES];

function namespaceFlags(user: number, option: string, instead: string): readonly string[] {
  let problem = '';
  for (const flags of user === 0 ? [NAMESPACES, USER_NAMESPACE] : [USER_NAMESPACE]) {
    const { status, error, stderr } = spawnSync('unshare', [...flags, '--', 'true'], { encoding: 'utf8' });
    if (status === 0) return flags;
    problem = error ? 'unshare of util-linux is missing' : stderr.trim();
  }
  throw new Error(`This system does not allow ${option}: ${problem}. Run it as root. ${instead}`);
}

/** Brings up the loopback interface. @throws Error */
export function raiseLoopback(): void {
  setUp('ip', 'link', 'set', 'lo', 'up');
}

function setUp(command: string, ...args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  const problem = error ? `${command} is missing (packages iproute2 and mount)` : stderr.trim();
  throw new Error(`--isolated could not set up its network: ${problem}. ${INSTEAD}`);
}

/** Where distributions keep the certificates that programs trust. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/usr/lib/ssl/cert.pem',
];

/**
 * Replaces system files, for the programs of this mount namespace only: names of hosts, resolvers, trusted certificates.
 * @param hosts names that are this machine
 * @param certificate PEM; absent: the trusted ones stay as they are
 * @throws Error
 */
export function replaceSystemFiles(hosts: readonly string[], certificate?: string): void {
  const { folder } = inside();
  const done = new Set<string>();
  const replace = (file: string, change: (text: string) => string): void => {
    if (!existsSync(file)) return;
    const target = realpathSync(file);
    if (done.has(target)) return;
    const changed = join(folder, String(done.size));
    done.add(target);
    writeFileSync(changed, change(readFileSync(target, 'utf8')));
    setUp('mount', '--bind', changed, target);
  };
  replace('/etc/hosts', (text) => hostsFile(text, hosts));
  // Nothing answers there, so other names fail at once.
  replace('/etc/resolv.conf', () => 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  // Other sources, such as systemd, are sockets in the file system, which lead out of the network namespace.
  replace('/etc/nsswitch.conf', (text) => text.replace(/^hosts:.*$/m, 'hosts: files dns'));
  if (certificate !== undefined)
    for (const file of BUNDLES) replace(file, (text) => `${text}\n${certificate}`);
  if (existsSync('/run/nscd')) setUp('mount', '-t', 'tmpfs', 'tmpfs', '/run/nscd');
}

/** A hosts file in which these names, and localhost, are this machine. */
export function hostsFile(present: string, hosts: readonly string[]): string {
  const others = present.split('\n').filter((line) => !/\b4shared\.com\b/i.test(line));
  const lines = hosts.map((name) => `127.0.0.1 ${name}`);
  return `${[...lines, '127.0.0.1 localhost', ...others].join('\n').trimEnd()}\n`;
}

/** The command as the user who started it, who is root inside. */
export function asUser(words: readonly string[]): readonly string[] {
  const { user, group } = inside();
  return user === '0'
    ? words
    : ['unshare', '--user', `--map-user=${user}`, `--map-group=${group}`, '--', ...words];
}

/** Variables that only this program needs. */
export const OWN_VARIABLES = { [INSIDE]: undefined };
