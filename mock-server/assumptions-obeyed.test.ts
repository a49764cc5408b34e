import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ASSUMPTIONS } from './world/assumptions.js';

// An assumption that nothing asks for would be a promise that is not kept.

const FOLDERS = ['world', 'operations', 'http'].map((folder) => join('mock-server', folder));

/** Without the tests of how assumptions are read, which obey none. */
const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|\/)testing\/|^assumptions\.test/.test(name))
    .map((name) => ({ isTest: name.endsWith('.test.ts'), text: readFileSync(join(folder, name), 'utf8') })),
);

/** All names that a pattern finds in the implementation or in the tests. */
const found = (inTests: boolean, pattern: RegExp): Set<string | undefined> =>
  new Set(
    files
      .filter(({ isTest }) => isTest === inTests)
      .flatMap(({ text }) => [...text.matchAll(pattern)].map(([, quoted, bare]) => quoted ?? bare)),
  );

/** What the implementation asks for: `assume['name']` or `assume.name`. */
const asked = found(false, /\bassume(?:\['([\w-]+)'\]|\.(\w+))/g);

/** What tests choose: `'name': value`, or `assume: { name: value`. */
const chosen = found(true, /'([a-z]+(?:-[a-z]+)+)': |\bassume: \{ (\w+): /g);

test.each(Object.keys(ASSUMPTIONS))('%s is asked for, and a test chooses it', (name) => {
  expect({ asked: asked.has(name), chosen: chosen.has(name) }).toEqual({ asked: true, chosen: true });
});
