import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stdioClient } from '../../drivers/stdio-client.js';
import { runConformance } from '../../runner/run-conformance.js';
import { BLOCKS } from '../../scenarios/corners/dimensions.js';
import { type Change, faultySource } from './language-fault.js';
import { PYTHON_FAULTS } from './python-faults.js';
import { PYTHON_VARIANTS } from './python-variants.js';

const SOURCE = readFileSync('conformance/clients/python/client.py', 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), '4shared-testkit-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(change: Change, index: number): string {
  const home = join(folder, String(index));
  mkdirSync(home, { recursive: true });
  const path = join(home, 'client.py');
  writeFileSync(path, faultySource(SOURCE, change));
  return path;
}

const run = promisify(execFile);
const python = await run('python3', ['--version']).then(
  () => true,
  () => false,
);
const withPython = python ? '' : ' (skipped: install python3)';

test(`what comes of each is a program${withPython}`, async () => {
  if (!python) return;
  const paths = [...PYTHON_FAULTS, ...PYTHON_VARIANTS].map(write);
  await run('python3', ['-m', 'py_compile', ...paths]);
});

describe.runIf(python)('is found by its own requirement, and no other one is accused', () => {
  test.each([
    ['It cuts after 64 characters names.', 'uploads'],
    ['It takes "ok" for success.', 'refusals'],
  ])('%s', async (what, block) => {
    const at = PYTHON_FAULTS.findIndex((fault) => fault.what === what);
    const fault = PYTHON_FAULTS[at];
    if (!fault) throw new Error('there is no such fault');
    const related = ['UP-18', 'UP-53', 'UP-54', 'UP-55', 'UP-27', 'UP-28', 'UP-12', 'UP-19', 'UP-32'];
    const report = await runConformance(stdioClient(['python3', write(fault, at)]), {
      ...{ seed: 1, runs: 3, only: related, confirm: false },
      corners: BLOCKS.filter(({ name }) => name === block),
    });
    const causes = report.requirements.filter(({ status, causes: by }) => status === 'broken' && !by);
    expect(causes.map(({ id }) => id)).toEqual([fault.rule]);
  });
});
