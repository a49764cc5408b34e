import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClientUnderTest } from '../drivers/client-under-test.js';
import { inProcessClient } from '../drivers/in-process-client.js';
import type { Report } from '../reports/report.js';
import { REQUIREMENTS } from '../requirements/index.js';
import { readKnownFailures } from '../runner/known-failures.js';
import { runConformance } from '../runner/run-conformance.js';
import { ADAPTED_CLIENTS } from './adapters.js';
import { typescriptClient } from './typescript/operations.js';

/** Decides all cases, so that a run is as the one before. */
const SEED = 7;

const HERE = 'conformance/clients';

/** What a report says against a client, in lines for the reader of a failing test. */
const complaints = ({ requirements, troubles }: Report): string[] => [
  ...troubles.map(({ blame, message }) => `${blame}: ${message}`),
  ...requirements
    .filter(({ status }) => ['broken', 'unexpectedly-kept', 'error'].includes(status))
    .map(({ id, status, counterexample: found }) =>
      [`${id} ${status}`, found?.did, found?.should, found?.token].filter(Boolean).join('\n  '),
    ),
];

async function judge(client: ClientUnderTest, folder: string, runs: number): Promise<Report> {
  const file = `${HERE}/${folder}/known-failures.yaml`;
  const known = existsSync(file)
    ? readKnownFailures(readFileSync(file, 'utf8'), file, REQUIREMENTS)
    : undefined;
  return runConformance(client, { seed: SEED, runs, level: 'may', timeoutMs: 30_000, known });
}

test('the TypeScript client keeps every requirement at every level', async () => {
  const report = await runConformance(inProcessClient(typescriptClient), {
    seed: SEED,
    runs: 5,
    level: 'may',
    timeoutMs: 30_000,
  });
  expect(complaints(report)).toEqual([]);
  expect(report.verdict).toBe('conforming');
  expect(new Set(report.requirements.map(({ status }) => status))).toEqual(new Set(['kept']));
}, 300_000);

/** Where a client is, and how many cases of each requirement it gets: few where each takes its time. */
const HOMES: Readonly<Record<string, { readonly home: string; readonly runs: number }>> = {
  'Python, standard library': { home: 'python', runs: 4 },
  'PHP SoapClient': { home: 'php-soapclient', runs: 10 },
  'Java JAX-WS': { home: 'java-jaxws', runs: 1 },
  'POSIX shell with curl': { home: 'shell', runs: 1 },
};

test.each(
  ADAPTED_CLIENTS.map((client) => {
    const [program, ...args] = client.probe;
    const isThere = spawnSync(program, args, { stdio: 'ignore' }).status === 0;
    const title = isThere ? client.name : `${client.name} (skipped: install ${client.packages})`;
    return { ...client, title, isThere };
  }),
)(
  '$title fails only where its list of known failures says so',
  async ({ name, isThere, prepare, reach }) => {
    const { home, runs } = HOMES[name] ?? {};
    if (home === undefined || runs === undefined) throw new Error(`${name} has no home in this test`);
    if (!isThere) return;
    const folder = mkdtempSync(join(tmpdir(), 'verdict-'));
    try {
      for (const [program, ...args] of prepare?.(folder) ?? [])
        execFileSync(program, args, { stdio: 'pipe' });
      expect(complaints(await judge(reach(folder), home, runs))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  600_000,
);
