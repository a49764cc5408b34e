import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BLOCKS } from '../../../conformance/client-suite/scenarios/corners/dimensions.js';
import { readOwnCorners } from './own-corners.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), '4shared-testkit-corners-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'corners.yaml');
  writeFileSync(path, text);
  return path;
}

test.each([
  ['YAML', 'names: [mine.bin]\nsizes:\n  - 4711\n'],
  ['JSON', '{"names": ["mine.bin"], "sizes": [4711]}'],
])('values are taken from %s', async (_, text) => {
  const [uploads] = await readOwnCorners(file(text));
  const valuesOf = (name: string): unknown[] =>
    uploads?.dimensions.find((each) => each.name === name)?.corners.map(({ value }) => value) ?? [];
  expect(valuesOf('name')).toContain('mine.bin');
  expect(valuesOf('size')).toContain(4711);
});

test('an empty file adds nothing', async () => {
  expect(await readOwnCorners(file(''))).toEqual(BLOCKS);
});

test.each([
  ['an unknown list', 'nams: [x]', /corners\.yaml:1:\d+: nams is not a key .*did you mean names/],
  ['an empty name', 'names:\n  - ok\n  - ""', /corners\.yaml:3:5: names\[1\] must not be empty/],
  ['a size that is a text', 'sizes: [big]', /corners\.yaml:1:9: sizes\[0\] must be a whole number of bytes/],
  ['a limit that is a number', 'limits: [7]', /corners\.yaml:1:10: limits\[0\] must be a text/],
  ['no table', '- x', /corners\.yaml:1:1: corners must be a table of lists/],
  ['no YAML', 'names: [x', /corners\.yaml:1:\d+: /],
])('%s is refused with its position', async (_, text, message) => {
  await expect(readOwnCorners(file(text))).rejects.toThrow(message);
});

test('the error of a missing file names it', async () => {
  await expect(readOwnCorners(join(folder, 'none.yaml'))).rejects.toThrow(/none\.yaml could not be read/);
});
