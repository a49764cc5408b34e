import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const HERE = 'mock-server/late-parts.ts';

/** Not loaded by a server that runs, as it is for the start or for msw, or loaded by a thread of its own. */
const ELSEWHERE = [
  'mock-server/given-options.js',
  'fixtures/read-fixture.js',
  'valibot',
  'mock-server/control/openapi.json',
  'mock-server/media/scale-picture.js',
];

/** What a file loads late. */
const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/\bimport\('([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? normalize(join(path, '..', name)) : name,
  );

test('everything that the server loads late is loaded once it runs', () => {
  const files = readdirSync('mock-server', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(name))
    .map((name) => join('mock-server', name));
  const late = files.filter((path) => path !== HERE).flatMap(importsOf);
  const loaded = new Set([...importsOf(HERE), ...ELSEWHERE]);
  expect(late.length).toBeGreaterThan(10);
  expect(late.filter((name) => !loaded.has(name))).toEqual([]);
});
