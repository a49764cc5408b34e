import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DOCUMENTS, withSections } from './docs.js';

test.each(Object.entries(DOCUMENTS))('%s is what `npm run generate` makes of the code', (path, sections) => {
  const text = readFileSync(path, 'utf8');
  expect(withSections(text, sections), 'stale: run `npm run generate`').toBe(text);
});

test('a section without its markers is an error', () => {
  expect(() => withSections('text', { help: () => '' })).toThrow(
    'the markers of the section help are missing',
  );
});
