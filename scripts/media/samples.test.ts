import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleFiles } from './samples.js';

const FOLDER = 'fixtures/media';
const made = sampleFiles();

test('the folder of samples holds what the script makes, and nothing else', () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...made.keys()].sort());
});

test.each([...made])('%s is the same bytes again: if not, run `npm run generate:fixtures`', (name, bytes) => {
  expect(readFileSync(join(FOLDER, name)).equals(bytes)).toBe(true);
});

test('all of them together are small', () => {
  const size = [...made.values()].reduce((sum, { length }) => sum + length, 0);
  expect(size).toBeLessThan(400_000);
});
