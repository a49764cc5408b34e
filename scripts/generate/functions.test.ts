import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { functionReport, testedFunctions } from './functions.js';

const functions = testedFunctions('.');

test('there are 94 functions, each once', () => {
  expect(new Set(functions.map(({ name }) => name)).size).toBe(94);
  expect(functions.filter(({ since }) => since === 'jax2')).toHaveLength(84);
});

test.each(functions)('$name has a test that calls it by name', ({ tests }) => {
  expect(tests).toContainEqual(expect.stringMatching(/\.test\.ts$/));
});

test('the report has a line for each function', () => {
  const report = functionReport(functions);
  expect(report.split('\n')).toHaveLength(96);
  expect(report).toMatch(
    /^account +getSpaceLimit +assumption +.*mock-server\/operations\/account\.test\.ts /m,
  );
  expect(report).toMatch(/^upload +simpleUploadStart \(jax3\) +assumption /m);
  expect(report).toMatch(/\n94 functions, \d+ of them called by name in a test$/);
});

test('the report marks a function without a test', () => {
  const [first] = functions;
  expect(functionReport(first ? [{ ...first, tests: [] }] : [])).toMatch(
    /no test\n\n1 functions, 0 of them called/,
  );
});

test('the command prints the report, or JSON', () => {
  const print = (...args: string[]) =>
    execFileSync(process.execPath, ['dist/scripts/generate/print-functions.js', ...args], {
      encoding: 'utf8',
    }).trim();
  expect(print()).toBe(functionReport(functions));
  expect(JSON.parse(print('--json'))).toEqual(functions);
});
