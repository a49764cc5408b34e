import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n');

/** Links of a document to files of the project, as target and fragment. Code is no link. */
function linksOf(text: string): { target: string; fragment: string }[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return Array.from(prose.matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)/g), (match) => ({
    target: match[1] ?? '',
    fragment: match[2] ?? '',
  }));
}

/** The fragments that GitHub gives to the headings of a document. */
const fragmentsOf = (text: string): string[] =>
  Array.from(text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Links that lead nowhere. @param path of the document */
function deadLinks(path: string, text: string): string[] {
  return linksOf(text)
    .filter(({ target, fragment }) => {
      const file = target === '' ? path : join(dirname(path), target);
      if (!existsSync(file)) return true;
      if (fragment === '') return false;
      return !fragmentsOf(file === path ? text : readFileSync(file, 'utf8')).includes(fragment);
    })
    .map(({ target, fragment }) => `${path}: ${target}${fragment && `#${fragment}`}`);
}

test('every link between documents leads to a file, and to a heading in it', () => {
  expect(documents).toContain('README.md');
  expect(documents.flatMap((path) => deadLinks(path, readFileSync(path, 'utf8')))).toEqual([]);
});

test.each([
  ['[a](none.md)', ['README.md: none.md']],
  ['[a](wsdl/README.md#none)', ['README.md: wsdl/README.md#none']],
  ['[a](#none)\n## Two `words`\n[b](#two-words)', ['README.md: #none']],
  ['[a](wsdl) [b](https://none.example/x.md) `[c](none.md)`', []],
])('%j', (text, dead) => {
  expect(deadLinks('README.md', text)).toEqual(dead);
});
