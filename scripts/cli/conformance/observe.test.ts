import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../conformance/client-suite/report.js';
import { envelope, returned } from '../../../mock-server/testing/envelopes.js';
import { CLI, post, run } from '../../testing/command.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'observe-test-'));
});
afterAll(() => rmSync(root, { recursive: true }));

async function begin(...args: readonly string[]) {
  const folder = mkdtempSync(join(root, 'desk-'));
  const command = [resolve(CLI), 'observe', '--port', '0', '--json', '--log', 'off', ...args];
  const child = spawn(process.execPath, command, { cwd: folder });
  const errors = text(child.stderr);
  const [line] = await once(child.stdout, 'data');
  const shown = text(child.stdout);
  const { url, account } = JSON.parse(String(line));
  const askBelow = async (prefix: string, operation: string, ...rest: readonly (string | number)[]) => {
    const body = envelope(operation, account.login, account.password, ...rest);
    return returned(await post(`${url}${prefix}/jax3/DesktopApp`, body));
  };
  const ask = (operation: string, ...rest: readonly (string | number)[]) => askBelow('', operation, ...rest);
  const end = async (signal?: NodeJS.Signals) => {
    const exited = once(child, 'exit');
    if (signal) child.kill(signal);
    const [code] = await exited;
    return { code, out: await shown, err: await errors };
  };
  const report = (file: string): Report => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return { ask, askBelow, end, report, folder, url };
}

const resultOf = (report: Report, id: string) => report.requirements.find((each) => each.id === id);

test.concurrent('Ctrl-C ends it, and the requests are judged', async () => {
  const { ask, end, report } = await begin('--report', 'json=observed.json');
  // The reservation comes without a request for the free space.
  await ask('uploadStartFile', -1, 'a.txt', 5);
  expect((await end('SIGINT')).code).toBe(1);
  const observed = report('observed.json');
  expect(resultOf(observed, 'UP-01')).toMatchObject({
    status: 'broken',
    counterexample: { story: [expect.stringContaining('uploadStartFile')] },
  });
  expect(resultOf(observed, 'UP-32')).toMatchObject({ status: 'not-exercised' });
});

test.concurrent('an app that goes silent ends it, in any namespace', async () => {
  const { askBelow, end, report, url } = await begin('--until-idle', '300ms', '--report', 'json=idle.json');
  await askBelow('/~phone', 'getFreeSpace');
  const { code, out } = await end();
  expect(code).toBe(0);
  // The only used namespace has the given file name.
  expect(report('idle.json')).toMatchObject({
    subject: { kind: 'client', name: 'an app that was used by hand below /~phone' },
    reached: `observed at ${url}/~phone`,
    services: ['jax3'],
  });
  expect(out).not.toContain('Namespace ~phone');
});

test.concurrent('a file ends it; without requests there is no verdict', async () => {
  const { end, folder } = await begin('--until-file', 'end.txt');
  const ended = end();
  writeFileSync(join(folder, 'end.txt'), '');
  const { code, out } = await ended;
  expect(code).toBe(2);
  expect(out).toContain('\nNo namespace got any requests.\n');
});

test.concurrent('each namespace that was used is judged by itself, and its report has its name', async () => {
  const { askBelow, end, report, folder } = await begin('--report', 'json=all.json', '--report', 'tap=all');
  await askBelow('/~careless', 'uploadStartFile', -1, 'a.txt', 5);
  await askBelow('/~careful', 'getFreeSpace');
  await askBelow('', 'getFreeSpace');
  const { code, out } = await end('SIGTERM');
  expect(code).toBe(1);
  const verdicts = ['all.json', 'all.~careful.json', 'all.~careless.json'].map(
    (file) => report(file).verdict,
  );
  expect(verdicts).toEqual(['conforming', 'conforming', 'not-conforming']);
  expect(report('all.~careless.json').subject.name).toBe('an app that was used by hand below /~careless');
  expect(
    readdirSync(folder)
      .filter((name) => !name.endsWith('.json'))
      .sort(),
  ).toEqual(['all', 'all.~careful', 'all.~careless']);
  expect(out.match(/^(Without a namespace|Namespace ~.*)$/gm)).toEqual([
    'Without a namespace',
    'Namespace ~careless',
    'Namespace ~careful',
  ]);
});

test.concurrent('--namespace chooses, and reports a chosen one without requests', async () => {
  const args = ['--namespace', '~phone', '--namespace', 'fone,/', '--report', 'json=all.json'];
  const { askBelow, end, report } = await begin(...args);
  await askBelow('/~phone', 'getFreeSpace');
  await askBelow('/~other', 'uploadStartFile', -1, 'a.txt', 5);
  const { code, out } = await end('SIGINT');
  // Mistakes in `other` do not count.
  expect(code).toBe(2);
  expect(report('all.~phone.json').verdict).toBe('conforming');
  expect(report('all.~fone.json').verdict).toBe('undecided');
  expect(() => report('all.~other.json')).toThrow('ENOENT');
  expect(out).toContain('Namespace ~fone got no requests. Used: ~phone, ~other.\n');
  expect(out).not.toContain('Namespace ~other');
});

test.concurrent('a report on the standard output moves texts for a person to the error output', async () => {
  const { askBelow, end } = await begin('--namespace', 'phone', '--report', 'json=-');
  await askBelow('/~phone', 'getFreeSpace');
  const { out, err } = await end('SIGINT');
  expect(JSON.parse(out).reached).toMatch(/\/~phone$/);
  expect(err).toContain('below /~phone');
});

test.concurrent('a report that cannot be written is reported before and after, and the others are written', async () => {
  const { ask, end, folder } = await begin('--report', 'json=.', '--report', 'tap=new/folder/seen.tap');
  await ask('getFreeSpace');
  const { code, out, err } = await end('SIGINT');
  expect([code, out]).toEqual([2, expect.stringMatching(/\nconforming\n$/)]);
  expect(err.match(/The json report cannot be written to \.: /g)).toHaveLength(2);
  expect(readFileSync(join(folder, 'new/folder/seen.tap'), 'utf8')).toContain('UP-01');
});

test.concurrent('an invalid name is refused', async () => {
  expect(await run('observe', '--namespace', 'a/b')).toEqual({
    code: 2,
    out: '',
    err: expect.stringContaining(
      'It must be 1 to 64 letters, digits, dots, dashes and underscores, such as phone, or / for requests without a namespace.',
    ),
  });
});
