import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// As a user has it: a test file of three lines that imports the package by its name, run by a separate vitest.

let folder: string;
beforeAll(() => {
  // Inside the package, so that its name is found.
  folder = mkdtempSync(resolve('dist', 'vitest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly status: 'passed' | 'failed' | 'pending' | 'skipped';
  readonly messages: string;
}

/** Runs a test file and tells what became of each test. */
async function outcomes(text: string): Promise<Record<string, Outcome>> {
  return (await runFile(text)).tests;
}

async function runFile(text: string) {
  const own = mkdtempSync(join(folder, 'run-'));
  const file = join(own, 'client.test.mjs');
  const json = join(own, 'results.json');
  writeFileSync(file, text);
  const args = ['run', '--root', own, '--reporter=json', '--outputFile', json];
  const printed = await new Promise<string>((done) =>
    execFile(
      process.execPath,
      [resolve('node_modules/vitest/vitest.mjs'), ...args, '--reporter=default'],
      { cwd: own },
      (_error, out, err) => done(out + err),
    ),
  );
  const [suite] = JSON.parse(readFileSync(json, 'utf8')).testResults as {
    assertionResults: { title: string; status: Outcome['status']; failureMessages: string[] }[];
  }[];
  const tests: Record<string, Outcome> = Object.fromEntries(
    (suite?.assertionResults ?? []).map(({ title, status, failureMessages }) => [
      title.split(':')[0] ?? '',
      { status, messages: failureMessages.join('\n') },
    ]),
  );
  return { tests, printed };
}

const client = (upload: string): string => `
import { describeConformance } from '4shared-testkit/conformance/vitest';
const init = { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<none/>' };
const client = { name: 'mine', upload: async ({ soap }) => { await fetch(soap, init); ${upload} } };
`;

test.concurrent('each requirement is a test; one that fails tells its story, and what it is about is replayed by its token', async () => {
  const claims = client('return {};');
  const all = await outcomes(
    `${claims}describeConformance(client, { only: ['UP-06', 'UP-03', 'UP-37'], seed: 1, runs: 3 });`,
  );
  expect(all['UP-37']).toMatchObject({ status: expect.stringMatching(/pending|skipped/) });
  const failed = all['UP-06'];
  expect(failed).toMatchObject({ status: 'failed' });
  expect(failed?.messages).toContain('It called no operation that is known');
  const [, token] = /replay: '([\w-]+)'/.exec(failed?.messages ?? '') ?? [];
  const again = await outcomes(`${claims}describeConformance(client, { replay: '${token}' });`);
  expect(again).toEqual({ 'UP-06': { status: 'failed', messages: expect.stringContaining(String(token)) } });
});

test.concurrent('known failures are skipped, and fail when they are none', async () => {
  const fails = client("throw new Error('no');");
  const known = `{ 'UP-06': { reason: 'later' }, 'UP-03': { reason: 'never' } }`;
  const all = await outcomes(
    `${fails}describeConformance(client, { only: ['UP-06', 'UP-03'], runs: 3, known: ${known} });`,
  );
  expect(all['UP-06']?.status).toMatch(/pending|skipped/);
  expect(all['UP-03']).toMatchObject({ status: 'failed', messages: expect.stringContaining('take it off') });
});

test.concurrent('a stray error fails the test of the next call, or the group after the last one, and nothing else', async () => {
  const strays = client(`
    setImmediate(() => setImmediate(() => { throw new Error('stray'); }));
    throw new Error('no');
  `);
  const { tests, printed } = await runFile(
    `${strays}
    describeConformance(client, { only: ['UP-03', 'UP-04'], runs: 1, jobs: 1, confirm: false });
    describeConformance(client, { name: 'last', only: ['UP-02'], runs: 1 });`,
  );
  expect(printed).not.toMatch(/unhandled error/i);
  const failed = Object.values(tests).filter(({ status }) => status === 'failed');
  expect(failed.map(({ messages }) => messages).join()).toContain('It came to a bad end before this call.');
  expect(printed).toContain(
    'The client came to a bad end. When upload had been answered: An exception was not handled: Error: stray',
  );
});

test.concurrent('a client that never calls the address that it is given is stopped before any case', async () => {
  const { tests, printed } = await runFile(`
    import { describeConformance } from '4shared-testkit/conformance/vitest';
    describeConformance({ upload: async () => ({}) });`);
  expect(new Set(Object.values(tests).map(({ status }) => status))).not.toContain('passed');
  expect(printed).toContain('no request came to the address that it was given');
});
