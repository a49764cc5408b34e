import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../testing/installed.js';
import { type ConstantClient, constantClients } from './testing/clients.js';

const GUARD = join(import.meta.dirname, 'testing/guard.mjs');
const CLI = 'dist/scripts/cli/cli.js';
const SECONDS = 60;

/** How a client ended. */
interface Result {
  readonly name: string;
  readonly works: boolean;
  /** Names that were asked of a resolver. */
  readonly asked: readonly string[];
  readonly output: string;
}

const folder = mkdtempSync(join(tmpdir(), 'constant-test-'));
const file = join(folder, 'file.bin');
const clients = constantClients(file);
const present = clients.filter(({ isThere }) => isThere);
const results: Record<Way, readonly Result[]> = { proxy: [], isolated: [] };

type Way = 'proxy' | 'isolated';

const run = promisify(execFile);
const mayIsolate =
  spawnSync('unshare', ['--net', '--mount', '--', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

/** A shell that begins where only loopback exists, and 127.0.0.1 is the one resolver. */
const ALONE = 'ip link set lo up && mount --bind "$0" /etc/resolv.conf && exec "$@"';

/** Runs all clients in turn beside one fake. */
async function measure(way: Way): Promise<readonly Result[]> {
  const resolver = join(folder, 'resolv.conf');
  writeFileSync(resolver, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  const commands = await Promise.all(
    present.map(async ({ name, command, withAccount }) => ({ name, command: await command(), withAccount })),
  );
  const request = JSON.stringify({ commands, seconds: SECONDS });
  const flags = way === 'isolated' ? ['--isolated'] : [];
  const testkit = [
    process.execPath,
    CLI,
    'run',
    '--storage',
    'memory',
    '--ca-folder',
    join(folder, 'ca'),
    ...flags,
  ];
  const { stdout } = await run('unshare', [
    ...['--net', '--mount', '--', 'sh', '-c', ALONE, resolver],
    ...[...testkit, '--', process.execPath, GUARD, request],
  ]);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  writeFileSync(file, Buffer.alloc(5000, 'abc'));
  if (!mayIsolate) return;
  results.proxy = await measure('proxy');
  results.isolated = await measure('isolated');
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Cells of the table in the README: by proxy, and isolated. */
function documented(name: string): readonly string[] {
  const table = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  const line = table.split('\n').find((each) => each.startsWith(`| ${name} |`));
  return (line ?? '').split('|').map((cell) => cell.trim());
}

/** Node reads the variables of proxies from this version on. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const ofThisNode = (cell: string): string =>
  cell === 'from Node 22.21' ? (major > 22 || (major === 22 && minor >= 21) ? 'yes' : 'no') : cell;

describe.each([
  ['proxy', 2],
  ['isolated', 3],
] as const)('a client with a constant address, %s', (way, column) => {
  test.for(clients.map((client) => [client.name, client] as const))('%s', ([name, client], { skip }) => {
    if (!mayIsolate) skip('needs namespaces: unshare, ip and the right to use them');
    if (!client.isThere) skip(needs(false, client.packages));
    const result = results[way].find((each) => each.name === name);
    expect(result?.works ? 'yes' : 'no', result?.output).toBe(ofThisNode(documented(name)[column] ?? ''));
    // A client that ignores proxies looks for the host itself.
    if (result?.works) expect(result.asked.filter((asked) => /4shared\.com$/i.test(asked))).toEqual([]);
  });
});

test('every client of the table is measured', () => {
  const names = clients.map(({ name }: ConstantClient) => name);
  const table = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  const lines = [...table.matchAll(/^\| (?!client|---)([^|]+) \|/gm)].map(([, name]) => name);
  expect(lines).toEqual(names);
});
