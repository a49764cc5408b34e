import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const mutants = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['dist/scripts/mutants/mutants.js', ...args], { encoding: 'utf8' });

test('npm run mutants prints how each mutant was found', () => {
  const { stdout, stderr, status } = mutants('--only', 'OP-04', 'UP-03', '--others', '0', '--seeds', '2');
  expect(stderr).toBe('');
  expect(stdout.match(/^(?:OP-04|UP-03) {2}seed [12] +\d runs? +It .*\.$/gm)).toHaveLength(4);
  expect(stdout).toMatch(/^4 of 4 as expected, \d+ s$/m);
  expect(status).toBe(0);
});

test('npm run mutants fails when a mutant is not found', () => {
  // The first case of this seed refuses no part for good.
  const { stdout, status } = mutants('--only', 'UP-33', '--runs', '1', '--others', '0');
  expect(stdout).toMatch(/^UP-33 {2}seed 1 +MISSED /m);
  expect(status).toBe(1);
});

test('npm run mutants prints how each mutant of a server was found', () => {
  const { stdout, stderr, status } = mutants('--servers', '--only', 'SV-15', 'SV-54', '--others', '0');
  expect(stderr).toBe('');
  expect(stdout.match(/^(?:SV-15|SV-54) {2}seed 1 +\d runs? +It .*\.$/gm)).toHaveLength(2);
  expect(stdout).toMatch(/^2 of 2 as expected, \d+ s$/m);
  expect(status).toBe(0);
});

test.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'npm run mutants prints how each mutant of a client in another language was found (needs python3)',
  () => {
    const few = ['--only', 'UP-20', '--quick', '--runs', '2'];
    const { stdout, stderr, status } = mutants('--language', 'python', ...few);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^UP-20 {2}seed 1 +\d+ cases? +It reserves .*\.(?: Besides: [A-Z0-9 -]+\.)?$/m);
    expect(stdout).toMatch(/^1 of 1 found by their own requirement, 0 with another cause, \d+ s$/m);
    expect(status).toBe(0);
  },
);

test('npm run mutants refuses an unknown language', () => {
  const { stderr, status } = mutants('--language', 'cobol');
  expect(stderr).toMatch(
    /^error: option '--language <name>' argument 'cobol' is invalid\. Allowed choices are python/,
  );
  expect(status).toBe(2);
});

test('npm run mutants refuses ids without a mutant', () => {
  const { stderr, status } = mutants('--only', 'UP-99');
  expect(stderr).toBe('No mutant is for UP-99.\n');
  expect(status).toBe(2);
});

test.each([
  [['--variants'], /^--variants is for clients in another language: .*--language python\.\n$/],
  [['--quick'], /^--quick is for clients in another language: /],
  [['--language', 'python', '--variants', '--only', 'UP-03'], /^--variants leaves out all mutants, /],
])('npm run mutants refuses %j, which has no effect', (args, message) => {
  const { stderr, status } = mutants(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
