import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// As a user has it: test files of a few lines that import the package by its name, run by a separate vitest.

const client = (upload: string): string => `
import { describeConformance } from '4shared-testkit/conformance/vitest';
const init = { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<none/>' };
const client = { name: 'mine', upload: async ({ soap }) => { await fetch(soap, init); ${upload} } };
`;
const CLAIMS = client('return {};');
const FAILS = client("throw new Error('no');");
const STRAYS = client(`
  setImmediate(() => setImmediate(() => { throw new Error('stray'); }));
  throw new Error('no');
`);
const KNOWN = `{ 'UP-06': { reason: 'later' }, 'UP-03': { reason: 'never' } }`;

/** Test files by name, run together: a vitest takes longer to start than any of these. */
const FILES = {
  claims: `${CLAIMS}describeConformance(client, { only: ['UP-06', 'UP-03', 'UP-37'], seed: 1, runs: 3 });`,
  known: `${FAILS}describeConformance(client, { only: ['UP-06', 'UP-03'], runs: 3, known: ${KNOWN} });`,
  strays: `${STRAYS}
describeConformance(client, { only: ['UP-03', 'UP-04'], runs: 1, jobs: 1, confirm: false });
describeConformance(client, { name: 'last', only: ['UP-02'], runs: 1 });`,
  elsewhere: `
import { describeConformance } from '4shared-testkit/conformance/vitest';
describeConformance({ upload: async () => ({}) });`,
};

interface Outcome {
  readonly status: 'passed' | 'failed' | 'pending' | 'skipped';
  readonly messages: string;
}

/** What became of each test, by the first word of its title. */
type Outcomes = Readonly<Record<string, Outcome>>;

let folder: string;
let outcomes: Readonly<Record<keyof typeof FILES, Outcomes>>;
let printed: string;
beforeAll(async () => {
  // Inside the package, so that its name is found.
  folder = mkdtempSync(resolve('dist', 'vitest-'));
  ({ outcomes, printed } = await runFiles('first', FILES));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function runFiles<Name extends string>(run: string, files: Readonly<Record<Name, string>>) {
  const root = join(folder, run);
  mkdirSync(root);
  for (const [name, text] of Object.entries<string>(files))
    writeFileSync(join(root, `${name}.test.mjs`), text);
  const json = join(root, 'results.json');
  const args = ['run', '--root', root, '--reporter=json', '--outputFile', json, '--reporter=default'];
  const printed = await new Promise<string>((done) =>
    execFile(
      process.execPath,
      [resolve('node_modules/vitest/vitest.mjs'), ...args],
      { cwd: root },
      (_error, out, err) => done(out + err),
    ),
  );
  const suites = JSON.parse(readFileSync(json, 'utf8')).testResults as {
    name: string;
    assertionResults: { title: string; status: Outcome['status']; failureMessages: string[] }[];
  }[];
  const outcomes = Object.fromEntries(
    suites.map(({ name, assertionResults }) => [
      basename(name, '.test.mjs'),
      Object.fromEntries(
        assertionResults.map(({ title, status, failureMessages }) => [
          title.split(':')[0] ?? '',
          { status, messages: failureMessages.join('\n') },
        ]),
      ),
    ]),
  ) as Record<Name, Outcomes>;
  return { outcomes, printed };
}

test('each requirement is a test; one that fails tells its story, and what it is about is replayed by its token', async () => {
  expect(outcomes.claims['UP-37']).toMatchObject({ status: expect.stringMatching(/pending|skipped/) });
  const failed = outcomes.claims['UP-06'];
  expect(failed).toMatchObject({ status: 'failed' });
  expect(failed?.messages).toContain('It called no operation that is known');
  const [, token] = /replay: '([\w-]+)'/.exec(failed?.messages ?? '') ?? [];
  const again = await runFiles('again', {
    replay: `${CLAIMS}describeConformance(client, { replay: '${token}' });`,
  });
  expect(again.outcomes.replay).toEqual({
    'UP-06': { status: 'failed', messages: expect.stringContaining(String(token)) },
  });
});

test('known failures are skipped, and fail when they are none', () => {
  expect(outcomes.known['UP-06']?.status).toMatch(/pending|skipped/);
  const kept = outcomes.known['UP-03'];
  expect(kept).toMatchObject({ status: 'failed', messages: expect.stringContaining('take it off') });
});

test('a stray error fails the test of the next call, or the group after the last one, and nothing else', () => {
  expect(printed).not.toMatch(/unhandled error/i);
  const failed = Object.values(outcomes.strays).filter(({ status }) => status === 'failed');
  expect(failed.map(({ messages }) => messages).join()).toContain('It crashed before this call.');
  expect(printed).toContain(
    'The client crashed. After upload had returned: An exception was not handled: Error: stray',
  );
});

test('a client that never calls the address that it is given is stopped before any case', () => {
  const statuses = Object.values(outcomes.elsewhere).map(({ status }) => status);
  expect(new Set(statuses)).not.toContain('passed');
  expect(printed).toContain('no request came to the address that it was given');
});
