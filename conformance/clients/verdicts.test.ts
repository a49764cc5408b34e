import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Report } from '../client-suite/report.js';
import { REQUIREMENTS } from '../client-suite/requirements/index.js';
import { runConformance } from '../client-suite/run-conformance.js';
import type { ClientUnderTest } from '../drivers/client-under-test.js';
import { inProcessClient } from '../drivers/in-process-client.js';
import { readKnownFailures } from '../engine/records/read-known-failures.js';
import { ADAPTED_CLIENTS } from './adapters.js';
import { isPresent, madeClient } from './testing/made-client.js';
import { typescriptClient } from './typescript/operations.js';

/** Decides all cases, so that a run is as the one before. */
const SEED = 7;

const HERE = 'conformance/clients';

/** The complaints of a report, in lines for the reader of a failing test. */
const complaints = ({ requirements, troubles }: Report): string[] => [
  ...troubles.map(({ blame, message }) => `${blame}: ${message}`),
  ...requirements
    .filter(({ status }) => ['broken', 'unexpectedly-kept', 'error'].includes(status))
    .map(({ id, status, counterexample: found }) =>
      [`${id} ${status}`, found?.did, found?.should, found?.token].filter(Boolean).join('\n  '),
    ),
];

/** Cases of each requirement for every client: set it for more than is run by default. */
const { VERDICT_RUNS } = process.env;

/** The clients that go through all corners here, too. */
const MEETS_CORNERS = ['typescript', 'python'];

/** One silence shows whether a client has a time-out, and each takes it seconds. */
const ONE_SILENCE = REQUIREMENTS.map((rule) =>
  ['UP-48', 'UP-49', 'UP-50'].includes(rule.id) ? { ...rule, atMost: 1 } : rule,
);

async function judge(client: ClientUnderTest, folder: string, usualRuns: number): Promise<Report> {
  const file = `${HERE}/${folder}/known-failures.yaml`;
  const known = existsSync(file)
    ? readKnownFailures(readFileSync(file, 'utf8'), file, REQUIREMENTS)
    : undefined;
  const runs = VERDICT_RUNS === undefined ? usualRuns : Number(VERDICT_RUNS);
  const requirements = VERDICT_RUNS === undefined ? ONE_SILENCE : REQUIREMENTS;
  // A run that goes through all corners takes a process for each upload minutes.
  const quick = VERDICT_RUNS === undefined && !MEETS_CORNERS.includes(folder);
  const options = { requirements, seed: SEED, runs, quick, timeoutMs: 15_000, known };
  return runConformance(client, { ...options, level: 'may' });
}

/** Where a client is, and how many cases of each requirement it gets: few, as each takes its time; as many as show a known failure. */
const HOMES: Readonly<Record<string, { readonly home: string; readonly runs: number }>> = {
  'Python, standard library': { home: 'python', runs: 1 },
  'PHP SoapClient': { home: 'php-soapclient', runs: 5 },
  'Java JAX-WS': { home: 'java-jaxws', runs: 1 },
  'POSIX shell with curl': { home: 'shell', runs: 1 },
};

const clients = await Promise.all(
  ADAPTED_CLIENTS.map(async (client) => {
    const isThere = await isPresent(client);
    const title = isThere ? client.name : `${client.name} (skipped: install ${client.packages})`;
    return { ...client, title, isThere };
  }),
);

// Side by side, as much of their time goes by in waiting.
describe.concurrent('verdicts', { timeout: 600_000 }, () => {
  test('the TypeScript client keeps every requirement at every level', async () => {
    const report = await judge(inProcessClient(typescriptClient), 'typescript', 3);
    expect(complaints(report)).toEqual([]);
    expect(report.verdict).toBe('conforming');
    expect(report.corners?.met).toBe(report.corners?.of);
    expect(report.profile).toMatch(/^sends parts of .*; tries a part that is refused \d times$/);
    expect(new Set(report.requirements.map(({ status }) => status))).toEqual(new Set(['kept']));
  });

  test.each(clients)('$title fails only what its list of known failures names', async (client) => {
    const { home, runs } = HOMES[client.name] ?? {};
    if (home === undefined || runs === undefined) throw new Error(`${client.name} has no home in this test`);
    if (!client.isThere) return;
    const report = await judge(client.reach(await madeClient(client)), home, runs);
    expect(complaints(report)).toEqual([]);
  });
});
