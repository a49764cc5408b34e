import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLAIMS } from '../../testing/claims.js';
import { CLI } from '../../testing/command.js';
import { runHere } from '../../testing/in-process.js';

const TYPESCRIPT = [process.execPath, resolve('dist/bundle/client-stdio.js')];

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'conformance-test-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const LIAR = ['--', process.execPath, 'claims.mjs'];

/** A new folder with the client in it. */
function desk() {
  const folder = mkdtempSync(join(root, 'desk-'));
  writeFileSync(join(folder, 'claims.mjs'), CLAIMS);
  const conformance = (...args: readonly string[]) => runHere(folder, 'conformance', ...args);
  return { folder, conformance };
}

test('the client in TypeScript keeps what it is put through, and every report is written', async () => {
  const { folder, conformance } = desk();
  const formats = ['json', 'junit', 'html', 'markdown', 'tap', 'badge'];
  const reports = formats.flatMap((format) => ['--report', `${format}=all.${format}`]);
  const chosen = '--only UP-0*,UP-32 --skip UP-04 --runs 3 --quick --seed 7'.split(' ');
  const { code, out, err } = await conformance(...chosen, ...reports, '--', ...TYPESCRIPT);
  expect(out).toMatch(/\nconforming\n$/);
  expect(code).toBe(0);
  expect(err).toMatch(/^1\/9 {2}UP-\d\d {2}kept {2}/m);
  expect(existsSync(join(folder, '.4shared-conformance'))).toBe(false);
  for (const format of formats) expect(existsSync(join(folder, `all.${format}`)), format).toBe(true);
  const report = JSON.parse(readFileSync(join(folder, 'all.json'), 'utf8'));
  expect(report).toMatchObject({
    seed: 7,
    verdict: 'conforming',
    subject: { kind: 'client', name: 'typescript' },
    troubles: [],
  });
});

test('a failure is reported, kept, run first the next time, and replayed by its token alone', async () => {
  const { folder, conformance } = desk();
  const { code, out } = await conformance('--only', 'UP-32', '--report', 'json=liar.json', ...LIAR);
  expect(code).toBe(1);
  expect(out).toContain('\nnot conforming\n');
  const [, token = ''] = /--replay ([\w-]+)/.exec(out) ?? [];
  const kept = JSON.parse(readFileSync(join(folder, '.4shared-conformance/failures.json'), 'utf8'));
  expect(kept.failures).toEqual([{ client: expect.any(String), requirement: 'UP-32', token }]);
  const again = await conformance('--only', 'UP-32', '--report', 'json=-', ...LIAR);
  const [result] = JSON.parse(again.out).requirements.filter(({ id }: { id: string }) => id === 'UP-32');
  expect(result).toMatchObject({ status: 'broken', runs: 3, counterexample: { token } });
  const replayed = await conformance('--replay', token, '--failures', 'none.json', ...LIAR);
  expect(replayed.code).toBe(1);
  expect(replayed.out).toMatch(/^UP-32 \(must\)/);
  expect(replayed.out).toContain('It called no operation that is known');
  expect(replayed.out).toMatch(/^did {5}.+\nshould {2}.+/m);
  expect(replayed.out).toContain('did nothing');
  const cured = await conformance('--replay', token, '--', ...TYPESCRIPT);
  expect([cured.code, cured.out]).toEqual([0, expect.stringContaining('The requirement is kept.')]);
});

test('the command of a replay is complete: a shell runs it as the report prints it', async () => {
  const { folder, conformance } = desk();
  const client = "the client's.mjs";
  writeFileSync(join(folder, client), CLAIMS);
  const args = ['--only', 'UP-32', '--timeout', '9s', '--report', 'json=liar.json'];
  const { out } = await conformance(...args, '--', process.execPath, client, '$HOME');
  const { replay, requirements } = JSON.parse(readFileSync(join(folder, 'liar.json'), 'utf8'));
  expect(replay).toBe(
    `npx 4shared-testkit conformance --replay {token} --timeout 9s -- ${process.execPath} 'the client'\\''s.mjs' '$HOME'`,
  );
  const command = replay.replace('{token}', requirements[0].counterexample.token);
  expect(out).toContain(`\n  ${command}\n`);
  const { status, stdout } = spawnSync(
    'sh',
    ['-c', command.replace('npx 4shared-testkit', `'${process.execPath}' '${resolve(CLI)}'`)],
    { cwd: folder, encoding: 'utf8' },
  );
  expect([status, stdout]).toEqual([1, expect.stringContaining('UP-32 (must)')]);
});

test('the client gets the version of the service, and a token has it', async () => {
  const { folder, conformance } = desk();
  const args = ['--service', 'jax2', '--only', 'UP-32', '--report', 'json=jax2.json'];
  expect((await conformance(...args, ...LIAR)).code).toBe(1);
  const { services, requirements } = JSON.parse(readFileSync(join(folder, 'jax2.json'), 'utf8'));
  expect(services).toEqual(['jax2']);
  const [{ counterexample }] = requirements.filter(({ id }: { id: string }) => id === 'UP-32');
  const replayed = await conformance('--replay', counterexample.token, '--', ...TYPESCRIPT);
  expect([replayed.code, replayed.out]).toEqual([0, expect.stringContaining('at jax2.')]);
  const other = await conformance('--replay', counterexample.token, '--service', 'jax3', ...LIAR);
  expect(other).toMatchObject({
    code: 2,
    err: 'error: The token holds a case for jax2: leave out --service jax3.\n',
  });
});

test('known failures do not fail the run, unless they are kept', async () => {
  const { folder, conformance } = desk();
  const known = join(folder, 'known.yaml');
  writeFileSync(known, 'UP-32: {reason: it claims too much}\n');
  expect((await conformance('--only', 'UP-32', '--known-failures', known, ...LIAR)).code).toBe(0);
  const args = ['--only', 'UP-32', '--runs', '3', '--known-failures', known];
  const cured = await conformance(...args, '--', ...TYPESCRIPT);
  expect([cured.code, cured.out]).toEqual([1, expect.stringContaining('unexpectedly kept')]);
  writeFileSync(known, 'UP-32: {reason: old, expires: 2020-01-31}\n');
  const expired = await conformance('--only', 'UP-32', '--known-failures', known, ...LIAR);
  expect(expired.code).toBe(1);
  expect(expired.err).toContain('The known failure of UP-32 expired on 2020-01-31 and no longer counts.');
});

test('an exec client runs once for each upload', async () => {
  const { folder, conformance } = desk();
  writeFileSync(
    join(folder, 'knock.mjs'),
    `import { request } from 'node:http';
     request(process.argv[2], { method: 'POST' }, () => process.exit(1)).end('knock');`,
  );
  const { code, out } = await conformance(
    ...['--exec', `${process.execPath} knock.mjs {wsdl} {file}`, '--only', 'UP-06', '--runs', '2', '--quick'],
  );
  expect([code, out]).toEqual([1, expect.stringContaining('UP-06')]);
});

test('--attach waits for Enter before the first call', async () => {
  const { folder } = desk();
  const args = ['--attach', '--only', 'UP-32', '--runs', '1', ...LIAR];
  const child = spawn(process.execPath, [resolve(CLI), 'conformance', ...args], { cwd: folder });
  const [question] = await once(child.stderr, 'data');
  expect(String(question)).toMatch(/^claims is running and waits\. /);
  expect(child.exitCode).toBe(null);
  child.stdin.end('\n');
  expect(await once(child, 'exit')).toEqual([1, null]);
});

describe('a failure outside the client has exit code 2', () => {
  test.each([
    ['no client', [], /^error: no client: put its command after --/],
    ['two clients', ['--exec', 'x {file}', '--', 'y'], /^error: either --exec or a command after --/],
    [
      'an unknown id',
      ['--only', 'UP-99', ...LIAR],
      /^error: "UP-99" matches the id of no requirement; did you mean UP-\d\d\?\n$/,
    ],
    ['no token', ['--replay', 'xyz', ...LIAR], /^error: This is no token of format 3/],
    [
      'a shard',
      ['--shard', '3/2', ...LIAR],
      /^error: option '--shard <i\/n>' argument '3\/2' is invalid\. It must look like 2\/5/,
    ],
    ['a time', ['--timeout', 'soon', ...LIAR], /It must be a time, such as 90, 90s, 2m or 500ms\.\n$/],
    [
      'a report',
      ['--report', 'xml', ...LIAR],
      /It must be FORMAT=FILE, such as junit=report\.xml; the formats are /,
    ],
    [
      'an unknown option',
      ['--runz', '3', ...LIAR],
      /^error: unknown option '--runz'\n\(Did you mean --runs\?\)\n$/,
    ],
    [
      'a list of known failures that is not there',
      ['--known-failures', 'none.yaml', ...LIAR],
      /^error: the known failures none\.yaml could not be read: ENOENT/,
    ],
  ])('%s', async (_what, args, message) => {
    const { code, out, err } = await desk().conformance(...args);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(message)]);
  });

  test('a program that does not speak the protocol', async () => {
    const { code, out } = await desk().conformance('--', process.execPath, '-e', 'console.log("hi")');
    expect(code).toBe(2);
    expect(out).toMatch(/trouble in the adapter/);
  });

  test('two reports in one file, and a report in place of an input file', async () => {
    const { folder, conformance } = desk();
    const twice = await conformance('--report', 'json=a', '--report', 'tap=./a', ...LIAR);
    expect([twice.code, twice.err]).toEqual([
      2,
      expect.stringContaining(
        './a is already the file of the json report. Choose another file for the tap report.',
      ),
    ]);
    writeFileSync(join(folder, 'known.yaml'), 'UP-32: {reason: it claims too much}\n');
    const over = await conformance('--known-failures', 'known.yaml', '--report', 'json=known.yaml', ...LIAR);
    expect([over.code, over.err]).toEqual([
      2,
      'error: known.yaml holds failures: choose another file for the json report.\n',
    ]);
  });
});

const hasFullDisk = existsSync('/dev/full');

test('a report that cannot be written is reported before the run; all other reports and the verdict are written', async () => {
  const { folder, conformance } = desk();
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'plain'), 'kept');
  const bad = [
    'json=taken',
    'tap=plain/x.tap',
    `html=${'n'.repeat(300)}`,
    ...(hasFullDisk ? ['svg=/dev/full'] : []),
  ];
  const good = ['junit=new/folder/report.xml', 'text=report.txt'];
  const { code, out, err } = await conformance(
    ...['--only', 'UP-32', '--runs', '1'],
    ...[...bad, ...good].flatMap((report) => ['--report', report]),
    ...LIAR,
  );
  expect(code).toBe(2);
  expect(out).toContain('\nnot conforming\n');
  const [before = '', after = ''] = err.split(/^1\/1 .+$/m);
  for (const complaints of [before, after]) {
    expect(complaints).toContain('The json report cannot be written to taken: ');
    expect(complaints).toContain('The tap report cannot be written to plain/x.tap: ');
    expect(complaints).toMatch(/The html report cannot be written to n+: ENAMETOOLONG/);
  }
  // A full disk shows only when the report is written.
  expect(after.includes('The svg report cannot be written to /dev/full: ENOSPC')).toBe(hasFullDisk);
  expect(readFileSync(join(folder, 'new/folder/report.xml'), 'utf8')).toContain('UP-32');
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toContain('not conforming');
  expect(readFileSync(join(folder, 'plain'), 'utf8')).toBe('kept');
});

test('a damaged failures file, or an unusable path, changes no verdict', async () => {
  const { folder, conformance } = desk();
  const args = ['--only', 'UP-32', '--runs', '1', '--failures'];
  writeFileSync(join(folder, 'failures.json'), '{"format": "4shared-testkit fai');
  const damaged = await conformance(...args, 'failures.json', ...LIAR);
  expect([damaged.code, damaged.err]).toEqual([
    1,
    expect.stringContaining('It is put aside as failures.json.damaged-'),
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'failures.json'), 'utf8')).failures).toHaveLength(1);
  const nowhere = await conformance(...args, 'failures.json/below/it', ...LIAR);
  expect([nowhere.code, nowhere.err]).toEqual([
    1,
    expect.stringContaining('failures.json/below/it cannot be used: ENOTDIR'),
  ]);
});

test('the requirements are listed as text and as JSON', async () => {
  const { conformance } = desk();
  const { out } = await conformance('list');
  expect(out).toMatch(/^UP-01 {2}must {4}.+\n {15}how-to: /);
  const listed = JSON.parse((await conformance('list', '--json')).out);
  expect(listed.map(({ id }: { id: string }) => id)).toContain('UP-32');
});

test('the doctor takes the command after --', async () => {
  const { folder, conformance } = desk();
  // A client that only says hello: what the doctor finds is tested elsewhere.
  writeFileSync(
    join(folder, 'claims.mjs'),
    CLAIMS.replace("if (type === 'open')", "if (type !== 'hello') break; if (type === 'open')"),
  );
  const { code, out } = await conformance('doctor', '--', process.execPath, 'claims.mjs', '--flag');
  expect([code, out]).toEqual([2, expect.stringContaining('claims --flag 1.4.2')]);
});

const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0;

test.skipIf(!python)(
  `the adapter of conformance/README.md lacks nothing but a client${python ? '' : ' (skipped: python3 is not installed)'}`,
  async () => {
    const [, adapter = ''] = /```python\n(.*?)```/s.exec(readFileSync('conformance/README.md', 'utf8')) ?? [];
    const { folder, conformance } = desk();
    writeFileSync(join(folder, 'client.py'), adapter);
    const { out } = await conformance('doctor', '--', 'python3', 'client.py');
    expect(out.match(/^failed .*/gm)).toEqual(['failed   uploads a file of one byte']);
    expect(out).toContain('The client reported a failure: NotImplementedError: call your client here');
  },
);
