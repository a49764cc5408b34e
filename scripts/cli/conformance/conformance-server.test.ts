import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReport } from '../../../conformance/client-suite/report.js';
import { type FourSharedFake, startFourShared } from '../../../mock-server/index.js';

const CLI = resolve('dist/bundle/cli.js');

let fake: FourSharedFake;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-server-test-'));
  fake = await startFourShared();
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const conformanceServer = (...args: readonly string[]): Promise<Ended> =>
  new Promise((done) => {
    const env = { ...process.env, FOURSHARED_PASSWORD: fake.account.password };
    const command = [CLI, 'conformance-server', ...args];
    execFile(process.execPath, command, { cwd: folder, env }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** Options to judge a namespace of the fake. */
const at = (space: string, version = 'jax3'): string[] => [
  ...['--wsdl', `${fake.url}/~${space}/${version}/DesktopApp?wsdl`],
  ...['--login', fake.account.login],
];

test('the fake conforms, whichever peer calls it; the password comes from the environment', async () => {
  const only = ['--only', 'SV-20,SV-22', '--runs', '2', '--report', 'json=fake.json'];
  const raw = await conformanceServer(...at('raw', 'jax2'), ...only);
  expect(raw).toMatchObject({ code: 0, out: expect.stringContaining('2 kept') });
  const report = readReport(readFileSync(join(folder, 'fake.json'), 'utf8'), 'fake.json');
  expect(report).toMatchObject({ verdict: 'conforming', subject: { kind: 'server', version: 'jax2' } });
  const soap = await conformanceServer(...at('soap'), ...only, '--by', 'strong-soap');
  expect(soap).toMatchObject({ code: 0, out: expect.stringContaining('reached by strong-soap at') });
});

test('a failure is reported with a token that replays it, is run first, and may be known', async () => {
  const only = [...at('broken'), '--only', 'SV-17', '--runs', '2'];
  await fake.namespace('broken').arm({
    on: { kind: 'call', operation: 'getUploadFormUrl' },
    do: [{ act: 'return', value: 'ftp://x/' }],
    times: 10_000,
  });
  const { code, out } = await conformanceServer(...only);
  expect(code).toBe(1);
  expect(out).toContain('It returned the upload address "ftp://x/".');
  const [, token = ''] = /--replay (\S+)/.exec(out) ?? [];
  const replayed = await conformanceServer(...at('broken'), '--replay', token);
  expect(replayed).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /^SV-17 \(must\) [\s\S]*The suite uploaded [\s\S]*did {5}It returned the upload/,
    ),
  });
  writeFileSync(join(folder, 'known.yaml'), 'SV-17: { reason: ftp for now }\n');
  expect(await conformanceServer(...only, '--known-failures', 'known.yaml')).toMatchObject({ code: 0 });

  await fake.namespace('broken').reset();
  expect(await conformanceServer(...at('broken'), '--replay', token)).toMatchObject({
    code: 0,
    out: expect.stringContaining('The requirement is kept.'),
  });
  expect(await conformanceServer(...only, '--known-failures', 'known.yaml')).toMatchObject({
    code: 1,
    out: expect.stringContaining('unexpectedly kept'),
  });
});

test('an assumption is judged when it is asked for', async () => {
  const asked = await conformanceServer(
    ...at('asked'),
    ...['--only', 'SV-24', '--assumption', 'SV-24', '--runs', '1'],
  );
  expect(asked).toMatchObject({ code: 0, out: expect.stringMatching(/kept +SV-24/) });
});

test.each([
  [
    'no server',
    ['--login', 'me'],
    'error: no server: give the address of its service description, such as --wsdl http://',
  ],
  [
    'an address that is none',
    ['--wsdl', 'ftp://x', '--login', 'me'],
    'error: "ftp://x" is not an http address: give',
  ],
  ['an empty login', ['--wsdl', 'http://x/', '--login', ''], 'It must not be empty.'],
  ['no account', ['--wsdl', 'http://x/'], 'error: no account: name one that the suite may use with --login'],
  [
    'the id of no check',
    ['--wsdl', 'http://x/', '--login', 'me', '--only', 'SV-0'],
    '"SV-0" matches the id of no',
  ],
  [
    'the token of a client',
    ['--wsdl', 'http://x/', '--login', 'me', '--replay', 'AwAAAAA'],
    'This token holds a case for a client',
  ],
])('%s is a mistake in the command', async (_, args, message) => {
  const { code, err } = await conformanceServer(...args);
  expect(err).toContain(message);
  expect(code).toBe(2);
});

test('all checks are listed', async () => {
  const { out } = await conformanceServer('list', '--json');
  const listed: unknown = JSON.parse(out);
  expect(listed).toContainEqual({
    id: 'SV-24',
    title: 'A file of no bytes is finished without a part.',
    level: 'may',
    evidence: { source: 'assumption', about: 'web clients do not send empty files' },
  });
  expect((await conformanceServer('list')).out).toContain('SV-24  may     A file of no bytes');
});
