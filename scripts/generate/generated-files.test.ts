import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withSections } from './docs.js';
import { generatedFiles } from './generated-files.js';

const files = await generatedFiles();

test.each([...files])('%s is fresh', (path, content) => {
  const present = readFileSync(path);
  const isFresh = present.equals(Buffer.from(content));
  if (typeof content === 'string' && !isFresh)
    expect(present.toString(), 'stale: run `npm run generate`').toBe(content);
  expect(isFresh, 'stale: run `npm run generate`').toBe(true);
});

test('the sample media are these, and together less than 400 kB', () => {
  const samples = [...files].filter(([path]) => path.startsWith('fixtures/media/'));
  expect(readdirSync('fixtures/media').map((name) => `fixtures/media/${name}`)).toEqual(
    samples.map(([path]) => path).sort(),
  );
  expect(samples.reduce((size, [, { length }]) => size + length, 0)).toBeLessThan(400_000);
});

test('a section without its markers is an error', () => {
  expect(() => withSections('text', { help: () => '' })).toThrow(
    'the markers of the section help are missing',
  );
});
