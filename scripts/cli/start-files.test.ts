import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SnapshotError } from '../../mock-server/snapshots/index.js';
import { readRuleFiles, readSnapshotFile } from './start-files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const save = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const RULE = 'on: {kind: call}\ndo: [{act: nil}]\n';

test('a file has one rule or a list of them, as YAML or JSON; digits of ids are kept', async () => {
  const one = save('one.yaml', RULE);
  const several = save(
    'several.json',
    '[{"id": "big", "on": {"kind": "part", "fileId": "9007199254740993"}, "do": [{"act": "lose"}]}]',
  );
  expect(await readRuleFiles([one, several])).toEqual([
    { on: { kind: 'call' }, do: [{ act: 'nil' }] },
    { id: 'big', on: { kind: 'part', fileId: 9007199254740993n }, do: [{ act: 'lose' }] },
  ]);
});

test.each([
  ['a value', `- ${RULE.replace('\n', '\n  ').replace('nil', 'nul')}`, /:2:14: \[0\]\.do\[0\]\.act must be/],
  ['a missing value', 'on: {kind: call}\n', /:1:1: do is missing/],
  ['no rule', '', /:1:1: the rule must be/],
  ['syntax', 'on: [\n', /:2:1: .+/],
  [
    'an id that is there twice',
    `- id: a\n  ${RULE.replace('\n', '\n  ')}- id: a\n  ${RULE.replace('\n', '\n  ')}`,
    /:4:7: \[1\]\.id is the id of an earlier rule: "a"/,
  ],
])('a mistake has file, line, column and path: %s', async (name, text, message) => {
  const path = save(`${name}.yaml`, text);
  const error = await readRuleFiles([path]).then(
    () => new Error('none'),
    (thrown: Error) => thrown,
  );
  expect(error.message.startsWith(path)).toBe(true);
  expect(error.message.slice(path.length)).toMatch(message);
});

test('a missing file', async () => {
  await expect(readRuleFiles([join(folder, 'none')])).rejects.toThrow(
    /^The rules .*none could not be read: ENOENT/,
  );
  await expect(readSnapshotFile(join(folder, 'none'))).rejects.toThrow(/^The snapshot .* could not be read/);
});

test('mistakes in a snapshot have their line', async () => {
  const path = save('snapshot.json', '{\n "state": {\n  "accounts": 5 }}');
  const { locate } = await readSnapshotFile(path);
  expect(locate(new SnapshotError('state.accounts', 'must be a list')).message).toBe(
    `${path}:3:15: state.accounts must be a list`,
  );
  await expect(readSnapshotFile(save('broken.json', '{\n  "a": 1,\n}'))).rejects.toThrow(
    /broken\.json:3:1: the snapshot is not valid JSON/,
  );
});
