import { type Choice, isUnseen } from '../../engine/index.js';
import type { RequirementResult } from '../../reports/index.js';
import { runServerSuite, type ServerUnderTest } from '../../server-suite/index.js';
import { findMutant, type MutantResult, type MutantRun, NO_MORE_THAN_FOUND } from '../find-mutant.js';
import { ACCOUNT, GUEST, mutatedServer } from './mutated-server.js';
import type { ServerMutant } from './server-mutant.js';

/** @throws Error when something besides the server went wrong */
export async function runMutant(mutant: ServerMutant, run: MutantRun): Promise<MutantResult> {
  const server = await mutatedServer(mutant);
  try {
    return await findMutant(mutant, run, (runs, choice) => brokenBy(server.anew(), run.seed, runs, choice));
  } finally {
    await server.close();
  }
}

/** The requirements that a server breaks, including assumptions. @throws Error when something besides the server went wrong */
export async function brokenBy(
  server: ServerUnderTest,
  seed: number,
  runs: number,
  choice: Choice = {},
): Promise<readonly RequirementResult[]> {
  const report = await runServerSuite(server, ACCOUNT, {
    ...choice,
    ...NO_MORE_THAN_FOUND,
    guest: GUEST,
    seed,
    runs,
    assumptions: ['*'],
  });
  // A mutant may leave files behind.
  const trouble = report.troubles.find((each) => each.blame !== 'server' && !isUnseen(each));
  if (trouble) throw new Error(`${trouble.blame}: ${trouble.message}`);
  return report.requirements.filter(({ status }) => status === 'broken');
}
