import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const GENERATED: readonly string[] = ['wsdl/contract.ts'];

const EXPORT =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/;

/** The exports of a source that no TSDoc block precedes, by line. Overloads share the block of the first one. */
function bareExports(source: string): string[] {
  const lines = source.split('\n');
  const documented = new Set<string>();
  return lines.flatMap((line, i) => {
    const name = EXPORT.exec(line)?.[1];
    if (name === undefined || documented.has(name)) return [];
    documented.add(name);
    return isEndOfBlock(lines, i - 1) ? [] : [`${i + 1} ${name}`];
  });
}

/** Whether a line ends a block that begins with two stars. */
function isEndOfBlock(lines: readonly string[], at: number): boolean {
  if (!lines[at]?.trimEnd().endsWith('*/')) return false;
  const start = lines.slice(0, at + 1).findLast((line) => line.trimStart().startsWith('/*'));
  return start?.trimStart().startsWith('/**') ?? false;
}

test('every exported function, type, class and constant has a TSDoc block', () => {
  const sources = ['mock-server', 'conformance', 'scripts', 'wsdl']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|\/testing\//.test(path))
    .filter((path) => !GENERATED.includes(path));
  expect(sources.length).toBeGreaterThan(100);
  const bare = sources.flatMap((path) =>
    bareExports(readFileSync(path, 'utf8')).map((place) => `${path}:${place}`),
  );
  expect(bare).toEqual([]);
});

test.each([
  ['/** The sum. */\nexport const sum = 1;', []],
  ['/**\n * The sum.\n */\nexport async function sum() {}', []],
  ['export const sum = 1;', ['1 sum']],
  ['/* The sum. */\nexport class Sum {}', ['2 Sum']],
  ['// The sum.\nexport abstract class Sum {}', ['2 Sum']],
  ['/** The sum. */\n\nexport type Sum = 1;', ['3 Sum']],
  ['/** The sum. */\nexport function sum(a: 1): 1;\nexport function sum(a: 2): 2;', []],
  ["export { sum } from './sum.js';\nexport default sum;", []],
])('%j: exports without a block are %j', (source, found) => {
  expect(bareExports(source)).toEqual(found);
});
