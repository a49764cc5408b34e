import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ASSUMPTIONS } from './world/assumptions/assumptions.js';

// An assumption that nothing asks for would be a promise that is not kept.

const FOLDERS = ['world', 'operations', 'http', 'node'].map((folder) => join('mock-server', folder));

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|\/)testing\/|^assumptions\.test/.test(name))
    .map((name) => ({ isTest: name.endsWith('.test.ts'), text: readFileSync(join(folder, name), 'utf8') })),
);

const textOf = (tests: boolean): string =>
  files
    .filter(({ isTest }) => isTest === tests)
    .map(({ text }) => text)
    .join('\n');

/** What the implementation asks for: `assume['name']` or `assume.name`. */
const asked = new Set(
  [...textOf(false).matchAll(/\bassume(?:\['([\w-]+)'\]|\.(\w+))/g)].map(
    ([, quoted, bare]) => quoted ?? bare,
  ),
);

/** What tests choose otherwise: `{ 'name': value }`, or, of names that need no quotes, `assume: { name: value }`. */
const chosen = new Set(
  [...textOf(true).matchAll(/[{,]\s*(?:'([\w-]+)'|(?<=\bassume: \{ )(\w+)): /g)].map(
    ([, quoted, bare]) => quoted ?? bare,
  ),
);

test.each(Object.keys(ASSUMPTIONS))('%s is asked for, and a test chooses it', (name) => {
  expect({ asked: asked.has(name), chosen: chosen.has(name) }).toEqual({ asked: true, chosen: true });
});
