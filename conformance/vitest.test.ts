import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// As a user has it: a test file of three lines that imports the package by its name, run by a vitest of its own.

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
  const file = join(folder, 'client.test.mjs');
  const json = join(folder, 'results.json');
  writeFileSync(file, text);
  const args = ['run', '--root', folder, '--reporter=json', '--outputFile', json];
  await new Promise((done) =>
    execFile(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), ...args], { cwd: folder }, done),
  );
  const [suite] = JSON.parse(readFileSync(json, 'utf8')).testResults as {
    assertionResults: { title: string; status: Outcome['status']; failureMessages: string[] }[];
  }[];
  return Object.fromEntries(
    (suite?.assertionResults ?? []).map(({ title, status, failureMessages }) => [
      title.split(':')[0] ?? '',
      { status, messages: failureMessages.join('\n') },
    ]),
  );
}

const client = (upload: string): string => `
import { describeConformance } from '4shared-testkit/conformance/vitest';
const client = { name: 'mine', upload: async () => { ${upload} } };
`;

test('each requirement is a test; one that fails tells its story, and what it is about is replayed by its token', async () => {
  const claims = client('return {};');
  const all = await outcomes(
    `${claims}describeConformance(client, { only: ['UP-0*', 'UP-37'], seed: 1, runs: 3 });`,
  );
  expect(all['UP-37']).toMatchObject({ status: expect.stringMatching(/pending|skipped/) });
  const failed = all['UP-06'];
  expect(failed).toMatchObject({ status: 'failed' });
  expect(failed?.messages).toContain('It did not call the service at all.');
  const [, token] = /replay: '([\w-]+)'/.exec(failed?.messages ?? '') ?? [];
  const again = await outcomes(`${claims}describeConformance(client, { replay: '${token}' });`);
  expect(again).toEqual({ 'UP-06': { status: 'failed', messages: expect.stringContaining(String(token)) } });
});

test('known failures are skipped, and fail when they are none', async () => {
  const fails = client("throw new Error('no');");
  const known = `{ 'UP-06': { reason: 'later' }, 'UP-03': { reason: 'never' } }`;
  const all = await outcomes(
    `${fails}describeConformance(client, { only: ['UP-06', 'UP-03'], runs: 3, known: ${known} });`,
  );
  expect(all['UP-06']?.status).toMatch(/pending|skipped/);
  expect(all['UP-03']).toMatchObject({ status: 'failed', messages: expect.stringContaining('take it off') });
});
