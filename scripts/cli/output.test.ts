import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { LogEntry } from '../../mock-server/index.js';
import { envelope, returned } from '../../mock-server/testing/envelopes.js';
import { CLI, post } from '../testing/command.js';
import { boundedLog } from './output.js';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Starts a server whose output has readers, and waits until it is ready. */
async function serve(...options: readonly string[]) {
  const args = [CLI, 'serve', '--port', '0', '--json', '--storage', 'memory', ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const [ready] = await once(child.stdout, 'data');
  const { url } = JSON.parse(String(ready));
  const free = async (): Promise<bigint> => {
    const reply = await post(
      `${url}/jax3/DesktopApp`,
      envelope('getFreeSpace', 'user@example.com', 'secret'),
    );
    return BigInt(returned(reply));
  };
  return { child, url, free };
}

describe('the reader of the output goes away', () => {
  test.each([[['stdout']], [['stderr']], [['stdout', 'stderr']]] as const)(
    'of %j: the server serves on',
    async (names) => {
      const { child, free } = await serve();
      for (const name of names) child[name].destroy();
      for (let n = 0; n < 20; n++) expect(await free()).toBeGreaterThan(0n);
      expect(child.exitCode).toBeNull();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    },
  );

  test('of a command that prints and ends: its exit code says how it went', async () => {
    const child = spawn(process.execPath, [CLI, 'conformance', 'list'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('the reader of the log stops', () => {
  test('a server drops entries, and reports their number', async () => {
    const { child, url, free } = await serve('--log', 'json');
    const path = 'x'.repeat(8000);
    for (let n = 0; n < 500; n++) await (await fetch(`${url}/file/abcdefgh/${path}`)).text();
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    await expect.poll(() => log).toMatch(/"what":"log","result":"\d+ entries were dropped/);
    await free();
    await expect.poll(() => log).toContain('getFreeSpace');
    const pages = log.split('\n').filter((line) => line.includes(path)).length;
    expect(pages * path.length).toBeLessThan(2 * 1024 * 1024);
    expect(pages + Number(/(\d+) entries/.exec(log)?.[1])).toBe(500);
  });

  test('the queue is bounded, and every entry is either written or counted', () => {
    const written: LogEntry[] = [];
    const waiting: (() => void)[] = [];
    const stream = new Writable({
      write: (_chunk, _encoding, done) => void waiting.push(done),
      highWaterMark: 10,
    });
    const log = boundedLog(
      (entry) => {
        written.push(entry);
        stream.write('ten bytes.');
      },
      stream,
      50,
    );
    for (let n = 0; n < 100; n++) log({ what: String(n), result: '', ms: 0, warnings: [] });
    expect(stream.writableLength).toBeLessThanOrEqual(60);
    expect(written).toHaveLength(6);
    while (waiting.length > 0) waiting.shift()?.();
    const result = '94 entries were dropped because the reader of the log had stopped';
    expect(written.slice(6)).toEqual([expect.objectContaining({ what: 'log', result })]);
  });
});
