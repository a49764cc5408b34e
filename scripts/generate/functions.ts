import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Evidence, OPERATIONS, type OperationName, type Version } from '../../wsdl/contract.js';
import { calledNames } from './find-calls.js';

/** Facts about a function of the service. */
interface FunctionFacts {
  readonly name: OperationName;
  readonly group: string;
  readonly since: Version;
  readonly evidence: Evidence;
}

interface TestedFunction extends FunctionFacts {
  /** Paths of the tests that call it by name. */
  readonly tests: readonly string[];
}

const SOURCES = ['mock-server', 'conformance', 'fixtures', 'scripts', 'wsdl'];

/** All functions by group. */
export function allFunctions(): FunctionFacts[] {
  return Object.values(OPERATIONS)
    .map(({ name, group, since, evidence }) => ({ name, group, since, evidence }))
    .sort((a, b) => a.group.localeCompare(b.group, 'en'));
}

/** The functions with their tests, from the sources below a folder. */
export function testedFunctions(root: string): TestedFunction[] {
  const called = testFiles(root).map((path) => ({
    path,
    names: calledNames(readFileSync(join(root, path), 'utf8')),
  }));
  return allFunctions().map((facts) => ({
    ...facts,
    tests: called.filter(({ names }) => names.has(facts.name)).map(({ path }) => path),
  }));
}

/** The tests and their helpers, without the test of the scan itself. */
function testFiles(root: string): string[] {
  return SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
    .filter(
      (path) => /\.test\.ts$|\/testing\/.*\.ts$/.test(path) && path !== 'scripts/generate/find-calls.test.ts',
    )
    .sort();
}

/** A table for the terminal, with a total. */
export function functionReport(functions: readonly TestedFunction[]): string {
  const rows = functions.map(({ name, group, since, evidence, tests }) => [
    group,
    since === 'jax3' ? `${name} (jax3)` : name,
    evidence,
    tests.join(' ') || 'no test',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const tested = functions.filter(({ tests }) => tests.length > 0).length;
  return [...lines, '', `${functions.length} functions, ${tested} of them called by name in a test`].join(
    '\n',
  );
}
