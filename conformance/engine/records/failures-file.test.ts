import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConformanceCase } from '../../client-suite/scenarios/case.js';
import { CLIENT_TOKENS, writeToken } from '../../client-suite/token.js';
import { FailuresFile } from './failures-file.js';
import { tokensOf } from './token.js';

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
const unexpected = (text: string): never => {
  throw new Error(text);
};
const tokenOf = (size: number) => writeToken({ requirement: 'UP-07', case: caseOf(size) });

test('cases are kept from run to run, the newest first, until they pass; those of other clients stay', async () => {
  const path = join(folder, 'new', 'failures.json');
  const sizes = async (client: string) =>
    ((await FailuresFile.read(path, client, CLIENT_TOKENS, unexpected)).cases().get('UP-07') ?? []).map(
      ({ files }) => files[0]?.size,
    );
  const mine = await FailuresFile.read(path, './mine', CLIENT_TOKENS, unexpected);
  await mine.save();
  expect(existsSync(path)).toBe(false);
  for (const size of [1, 2, 3, 4, 3]) mine.failed('UP-07', tokenOf(size));
  await mine.save();
  expect(await sizes('./mine')).toEqual([3, 4, 2]);
  expect(await sizes('./other')).toEqual([]);
  const other = await FailuresFile.read(path, './other', CLIENT_TOKENS, unexpected);
  other.failed('UP-07', tokenOf(9));
  other.passed('UP-07', caseOf(4));
  await other.save();
  const again = await FailuresFile.read(path, './mine', CLIENT_TOKENS, unexpected);
  again.passed('UP-07', caseOf(4));
  await again.save();
  expect([await sizes('./mine'), await sizes('./other')]).toEqual([[3, 2], [9]]);
  expect(readdirSync(join(folder, 'new'))).toEqual(['failures.json']);
});

test('a file may hold cases of clients and of servers, each read by those it belongs to', async () => {
  const path = join(folder, 'both.json');
  const tokens = tokensOf('server', v.strictObject({ calls: v.number() }));
  const server = await FailuresFile.read(path, 'http://here', tokens, unexpected);
  server.failed('FO-01', tokens.write({ requirement: 'FO-01', case: { calls: 3 } }));
  await server.save();
  const client = await FailuresFile.read(path, './mine', CLIENT_TOKENS, unexpected);
  client.failed('UP-07', tokenOf(1));
  await client.save();
  const again = await FailuresFile.read(path, 'http://here', tokens, unexpected);
  expect([...again.cases()]).toEqual([['FO-01', [{ calls: 3 }]]]);
  expect((await FailuresFile.read(path, 'http://here', CLIENT_TOKENS, unexpected)).cases()).toEqual(
    new Map(),
  );
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
  expect((await FailuresFile.read(path, 'c', CLIENT_TOKENS, unexpected)).cases()).toEqual(new Map());
});

/** Reads a file, and the remarks about it. */
async function readWithRemarks(path: string) {
  const remarks: string[] = [];
  const file = await FailuresFile.read(path, 'c', CLIENT_TOKENS, (text) => remarks.push(text));
  return { file, remarks };
}

const OURS = '"format": "4shared-testkit failing cases"';

test.each([
  ['half of one', `{${OURS}, "fail`],
  ['nothing', ''],
  ['one with another entry', `{${OURS}, "failures": [{"client": 7}]}`],
])('a damaged file, %s, is put aside with a remark, and a new one takes its place', async (what, text) => {
  const own = mkdtempSync(join(folder, 'damaged-'));
  const path = join(own, 'failures.json');
  writeFileSync(path, text);
  const { file, remarks } = await readWithRemarks(path);
  expect(remarks, what).toEqual([
    expect.stringMatching(/failures\.json is damaged \(.+\)\. It is put aside as /),
  ]);
  const [aside = '', ...more] = readdirSync(own);
  expect([aside, more]).toEqual([expect.stringMatching(/^failures\.json\.damaged-\d+T\d+Z$/), []]);
  expect(readFileSync(join(own, aside), 'utf8')).toBe(text);
  file.failed('UP-07', tokenOf(1));
  await file.save();
  expect((await readWithRemarks(path)).file.cases().get('UP-07')).toEqual([caseOf(1)]);
});

test('JSON of another program stays as it is, and so does a folder; neither stops the run', async () => {
  const path = join(folder, 'package.json');
  writeFileSync(path, '{"name": "x"}');
  for (const [place, remark] of [
    [path, /package\.json is no file of failing cases \(.+\)\. Choose another one with --failures/],
    [folder, /cannot be used: EISDIR.+This run keeps no failing cases\.$/],
  ] as const) {
    const { file, remarks } = await readWithRemarks(place);
    file.failed('UP-07', tokenOf(1));
    await file.save();
    expect(remarks).toEqual([expect.stringMatching(remark)]);
  }
  expect(readFileSync(path, 'utf8')).toBe('{"name": "x"}');
});

test('a place where it cannot be written is remarked upon', async () => {
  writeFileSync(join(folder, 'plain'), '');
  const path = join(folder, 'plain', 'failures.json');
  const { file, remarks } = await readWithRemarks(path);
  file.failed('UP-07', tokenOf(1));
  await file.save();
  expect(remarks).toEqual([expect.stringMatching(/cannot be used: ENOTDIR/)]);
  const full = join(mkdtempSync(join(folder, 'gone-')), 'failures.json');
  const later = await readWithRemarks(full);
  rmSync(join(full, '..'), { recursive: true });
  writeFileSync(join(full, '..'), '');
  later.file.failed('UP-07', tokenOf(1));
  await later.file.save();
  expect(later.remarks).toEqual([expect.stringMatching(/could not be written: .+ are not kept\.$/)]);
});
