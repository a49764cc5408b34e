import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { helpText } from '../cli/command.js';
import { program } from '../cli/program.js';
import { allCommands } from '../testing/commands.js';
import { findPhrases } from './find-phrases.js';

/** Files and folders whose prose is checked. */
const CHECKED = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', '.github'],
  ...['mock-server', 'conformance', 'scripts', 'wsdl', 'fixtures'],
];

/** Quotes the phrases. */
const QUOTES: readonly string[] = ['scripts/prose/phrases.ts', 'scripts/prose/prose.test.ts'];

const files = CHECKED.flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path],
).filter((path) => /\.(?:md|ts|mjs|ya?ml)$/.test(path) && !QUOTES.includes(path));

test('README files, comments, texts and names are in plain English', () => {
  const found = files.flatMap((path) =>
    findPhrases(readFileSync(path, 'utf8')).map((finding) => `${path}:${finding}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('so is each --help', () => {
  const helps = allCommands(program()).map(helpText);
  expect(helps.length).toBeGreaterThan(10);
  expect(helps.flatMap(findPhrases)).toEqual([]);
});

test.each([
  ['// Whatever it is.', ['1: "Whatever"']],
  ['/**\n * The file is\n * told nothing.\n */', ['2: "is told"']],
  ['// one line of\n// its own', ['1: "of its own"']],
  ['## What it does', ['1: "## What"']],
  ["test('the report says why')", ['1: "report says"']],
  ['const understands = 1; // ## What', []],
  ['its own', []],
])('%j has %j', (text, found) => {
  expect(findPhrases(text).map((finding) => finding.replace(/, better: .+/, ''))).toEqual(found);
});
