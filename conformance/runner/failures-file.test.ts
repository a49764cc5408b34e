import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConformanceCase } from '../scenarios/case.js';
import { FailuresFile } from './failures-file.js';
import { CLIENT_TOKENS, writeToken } from './token.js';
import { tokensOf } from './token-packing.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'failures-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const caseOf = (size: number): ConformanceCase => ({
  version: 'jax3',
  account: { freeSpace: '1', maxFileSize: '1' },
  firstId: '1',
  folder: null,
  files: [{ name: 'a', size, seed: 1 }],
  atOnce: false,
  rules: [],
  steps: [],
});
const tokenOf = (size: number) => writeToken({ requirement: 'UP-07', case: caseOf(size) });

test('cases are kept from run to run, the newest first, until they pass; those of other clients stay', async () => {
  const path = join(folder, 'new', 'failures.json');
  const sizes = async (client: string) =>
    ((await FailuresFile.read(path, client, CLIENT_TOKENS)).cases().get('UP-07') ?? []).map(
      ({ files }) => files[0]?.size,
    );
  const mine = await FailuresFile.read(path, './mine', CLIENT_TOKENS);
  await mine.save();
  expect(existsSync(path)).toBe(false);
  for (const size of [1, 2, 3, 4, 3]) mine.failed('UP-07', tokenOf(size));
  await mine.save();
  expect(await sizes('./mine')).toEqual([3, 4, 2]);
  expect(await sizes('./other')).toEqual([]);
  const other = await FailuresFile.read(path, './other', CLIENT_TOKENS);
  other.failed('UP-07', tokenOf(9));
  other.passed('UP-07', caseOf(4));
  await other.save();
  const again = await FailuresFile.read(path, './mine', CLIENT_TOKENS);
  again.passed('UP-07', caseOf(4));
  await again.save();
  expect([await sizes('./mine'), await sizes('./other')]).toEqual([[3, 2], [9]]);
  expect(readdirSync(join(folder, 'new'))).toEqual(['failures.json']);
});

test('a file may hold cases of clients and of servers, each read by those it belongs to', async () => {
  const path = join(folder, 'both.json');
  const tokens = tokensOf('server', v.strictObject({ calls: v.number() }));
  const server = await FailuresFile.read(path, 'http://here', tokens);
  server.failed('FO-01', tokens.write({ requirement: 'FO-01', case: { calls: 3 } }));
  await server.save();
  const client = await FailuresFile.read(path, './mine', CLIENT_TOKENS);
  client.failed('UP-07', tokenOf(1));
  await client.save();
  const again = await FailuresFile.read(path, 'http://here', tokens);
  expect([...again.cases()]).toEqual([['FO-01', [{ calls: 3 }]]]);
  expect((await FailuresFile.read(path, 'http://here', CLIENT_TOKENS)).cases()).toEqual(new Map());
  again.passed('FO-01', { calls: 3 });
  await again.save();
  expect(JSON.parse(readFileSync(path, 'utf8')).failures).toEqual([
    { client: './mine', requirement: 'UP-07', token: tokenOf(1) },
  ]);
});

test('tokens of another version are left out', async () => {
  const path = join(folder, 'old.json');
  const failures = [{ client: 'c', requirement: 'UP-07', token: 'ZZZZ' }];
  writeFileSync(path, JSON.stringify({ format: '4shared-testkit failing cases', failures }));
  expect((await FailuresFile.read(path, 'c', CLIENT_TOKENS)).cases()).toEqual(new Map());
});

test.each([
  [
    'not json',
    '{',
    /bad\.json is no file of failing cases \(.*JSON.*\)\. Remove it, or choose another one\./,
  ],
  ['another file', '{"name": "x"}', /bad\.json is no file of failing cases \(format: /],
])('%s is refused and left as it is', async (_what, text, message) => {
  const path = join(folder, 'bad.json');
  writeFileSync(path, text);
  await expect(FailuresFile.read(path, 'c', CLIENT_TOKENS)).rejects.toThrow(message);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
