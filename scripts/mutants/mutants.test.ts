import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { mutantsHere } from '../testing/in-process.js';

// In this process; one test starts the program itself.
test('npm run mutants prints how each mutant was found', async () => {
  const { out, err, code } = await mutantsHere(
    ...'--only OP-04,UP-03 --others 0 --seeds 2 --jobs 1'.split(' '),
  );
  expect(err).toBe('');
  expect(out.match(/^(?:OP-04|UP-03) {2}seed [12] +\d runs? +It .*\.$/gm)).toHaveLength(4);
  expect(out).toMatch(/^4 of 4 as expected, \d+ s$/m);
  expect(code).toBe(0);
});

test('npm run mutants fails when a mutant is not found', async () => {
  // The first case of this seed refuses no part for good.
  const { out, code } = await mutantsHere(...'--only UP-33 --runs 1 --others 0 --jobs 1'.split(' '));
  expect(out).toMatch(/^UP-33 {2}seed 1 +MISSED /m);
  expect(code).toBe(1);
});

test('npm run mutants prints how each mutant of a server was found', async () => {
  const { out, err, code } = await mutantsHere(
    ...'--servers --only SV-15 --only SV-54 --others 0 --jobs 2'.split(' '),
  );
  expect(err).toBe('');
  expect(out.match(/^(?:SV-15|SV-54) {2}seed 1 +\d runs? +It .*\.$/gm)).toHaveLength(2);
  expect(out).toMatch(/^2 of 2 as expected, \d+ s$/m);
  expect(code).toBe(0);
});

test.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'npm run mutants prints how each mutant of a client in another language was found (needs python3)',
  async () => {
    const few = ['--only', 'UP-20', '--quick', '--runs', '2'];
    const { out, err, code } = await mutantsHere('--language', 'python', ...few);
    expect(err).toBe('');
    expect(out).toMatch(/^UP-20 {2}seed 1 +\d+ cases? +It reserves .*\.(?: Besides: [A-Z0-9 -]+\.)?$/m);
    expect(out).toMatch(/^1 of 1 found by their own requirement, 0 with another cause, \d+ s$/m);
    expect(code).toBe(0);
  },
);

test('npm run mutants refuses an unknown language', async () => {
  const { err, code } = await mutantsHere('--language', 'cobol');
  expect(err).toMatch(
    /^error: option '--language <name>' argument 'cobol' is invalid\. Allowed choices are python/,
  );
  expect(code).toBe(2);
});

test('npm run mutants refuses ids without a mutant', () => {
  const program = ['dist/scripts/mutants/mutants.js', '--only', 'UP-99'];
  const { stderr, status } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, 'error: No mutant is for UP-99.\n']);
});

test.each([
  [['--variants'], /^error: --variants is for clients in another language: .*--language python\.\n$/],
  [['--servers', '--language', 'python'], /^error: Use --servers or --language, not both\.\n$/],
  [['--quick'], /^error: --quick is for clients in another language: /],
  [['--language', 'python', '--variants', '--only', 'UP-03'], /^error: --variants leaves out all mutants, /],
])('npm run mutants refuses %j, which has no effect', async (args, message) => {
  const { err, code } = await mutantsHere(...args);
  expect(err).toMatch(message);
  expect(code).toBe(2);
});
