import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonReport } from '../conformance/reports/formats.js';
import { CONFORMING, sampleReport } from '../conformance/reports/testing/sample-report.js';
import { envelope } from '../mock-server/testing/envelopes.js';
import { deliver, offer, outliveReaders } from './cli/output.js';
import { CLAIMS } from './testing/claims.js';
import { CLI, post } from './testing/command.js';

let folder: string;
let liar: readonly string[];
/** A client that reports every upload as a failure. Where that is right, it conforms. */
let honest: readonly string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readers-test-'));
  const path = join(folder, 'liar.mjs');
  writeFileSync(path, CLAIMS);
  liar = ['--', process.execPath, path];
  const other = join(folder, 'honest.mjs');
  writeFileSync(
    other,
    CLAIMS.replace("type: 'ok', id, result: {}", "type: 'error', id, kind: 'fault', message: 'no'"),
  );
  honest = ['--', process.execPath, other];
  writeFileSync(join(folder, 'good.json'), jsonReport(CONFORMING));
  writeFileSync(join(folder, 'bad.json'), jsonReport(sampleReport()));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ONE = ['--runs', '1', '--failures', 'none.json', '--only'];

/** Readers of the output of a command. */
type Readers = (child: ReturnType<typeof start>) => void;

const start = (args: readonly string[], stdio: ('pipe' | number)[] = ['pipe', 'pipe']) =>
  spawn(process.execPath, [resolve(CLI), ...args], { cwd: folder, stdio: ['ignore', ...stdio] });

/** The exit code of a command with this reader. */
async function codeOf(args: readonly string[], readers: Readers): Promise<number | null> {
  const child = start(args);
  const ended = once(child, 'exit');
  readers(child);
  const [code] = await ended;
  return code;
}

const leaveAtOnce: Readers = ({ stdout, stderr }) => {
  stdout?.destroy();
  stderr?.destroy();
};
const leaveAfterOnePiece: Readers = ({ stdout, stderr }) => {
  for (const pipe of [stdout, stderr]) pipe?.once('data', () => pipe.destroy());
};

describe.concurrent('a reader that has left decides no verdict', () => {
  const commands: readonly (readonly [what: string, args: () => readonly string[], code: number])[] = [
    ['a client that conforms', () => ['conformance', ...ONE, 'UP-32', ...honest], 0],
    ['a client that does not', () => ['conformance', ...ONE, 'UP-32', ...liar], 1],
    [
      'a report on the standard output',
      () => ['conformance', '--report', 'json=-', ...ONE, 'UP-32', ...liar],
      1,
    ],
    ['a program that is no client', () => ['conformance', '--', 'true'], 2],
    [
      'a server that is not there',
      () => ['conformance-server', '--wsdl', 'http://127.0.0.1:9/', '--login', 'a', '--password', 'b'],
      2,
    ],
    ['the doctor', () => ['conformance', 'doctor', '--', 'true'], 2],
    ['the list', () => ['conformance', 'list', '--json'], 0],
    ['a report that got worse', () => ['report', 'diff', 'good.json', 'bad.json'], 1],
    ['a report that got better', () => ['report', 'diff', 'bad.json', 'good.json'], 0],
  ];

  test.each(commands)('%s, without a reader', async (_, args, code) => {
    expect(await codeOf(args(), leaveAtOnce)).toBe(code);
  });

  test.each(commands.slice(0, 3))('%s, with a reader of one piece', async (_, args, code) => {
    expect(await codeOf(args(), leaveAfterOnePiece)).toBe(code);
  });

  test('a client that does not conform, and its replayed case, without a reader', async () => {
    const path = join(folder, 'liar.json');
    const args = ['conformance', '--report', `json=${path}`, ...ONE, 'UP-32', ...liar];
    expect(await codeOf(args, leaveAtOnce)).toBe(1);
    const { requirements } = JSON.parse(readFileSync(path, 'utf8'));
    const { token } = requirements.find(({ id }: { id: string }) => id === 'UP-32').counterexample;
    expect(await codeOf(['conformance', '--replay', token, ...liar], leaveAtOnce)).toBe(1);
  });
});

test.concurrent('observe serves without a reader, and judges at the end', async () => {
  const args = ['observe', '--port', '0', '--json', '--log', 'json', '--report', 'json=observed.json'];
  const child = start(args);
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  leaveAtOnce(child);
  const { url, account } = JSON.parse(String(line));
  for (let call = 0; call < 3; call++)
    await post(`${url}/jax3/DesktopApp`, envelope('getFreeSpace', account.login, account.password));
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(JSON.parse(readFileSync(join(folder, 'observed.json'), 'utf8')).verdict).toBe('conforming');
});

test.concurrent('a finished command does not wait for the reader of its error output', async () => {
  // An unread pipe holds about 64 KiB; the log is longer.
  const child = start(['observe', '--port', '0', '--json', '--log', 'json']);
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  child.stdout?.resume();
  const { url } = JSON.parse(String(line));
  const long = `${url}/jax3/${'x'.repeat(4000)}`;
  for (let call = 0; call < 100; call++) await (await fetch(long)).text();
  await post(`${url}/jax3/DesktopApp`, envelope('getFreeSpace', 'a', 'b'));
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});

test.skipIf(!existsSync('/dev/full')).concurrent('a full disk decides no verdict, either', async () => {
  const full = openSync('/dev/full', 'w');
  const child = start(['conformance', ...ONE, 'UP-32', ...liar], [full, 'pipe']);
  closeSync(full);
  let told = '';
  child.stderr?.on('data', (piece) => {
    told += piece;
  });
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(told).toContain('The output cannot be written: ENOSPC');
});

describe('offered text', () => {
  test('is dropped while the reader has stopped, and only then', () => {
    // Takes nothing.
    const slow = new Writable({ write: () => undefined });
    for (let line = 0; line < 5000; line++) offer(slow, 'x'.repeat(1000));
    expect(slow.writableLength).toBeGreaterThan(1_000_000);
    expect(slow.writableLength).toBeLessThan(1_100_000);
  });

  test('a delivery to a reader that has left is no failure, and one to a full disk is', async () => {
    const failing = (code: string) => {
      const output = new Writable({
        autoDestroy: false,
        write: (_, __, done) => done(Object.assign(new Error(code), { code })),
      });
      outliveReaders([output]);
      return output;
    };
    await expect(deliver(failing('EPIPE'), 'x')).resolves.toBeUndefined();
    await expect(deliver(failing('ENOSPC'), 'x')).rejects.toThrow('ENOSPC');
  });
});
