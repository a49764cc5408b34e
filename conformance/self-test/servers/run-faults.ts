import type { Choice } from '../../engine/choice.js';
import { isUnseen } from '../../engine/verdict.js';
import type { RequirementResult } from '../../reports/report.js';
import { runServerSuite } from '../../server-suite/runner/run-server-suite.js';
import type { ServerUnderTest } from '../../server-suite/server-under-test.js';
import type { Fault } from '../fault.js';
import { type FaultFound, type FaultRun, findFault, NO_MORE_THAN_FOUND } from '../find-fault.js';
import { ACCOUNT, brokenServer, GUEST } from './broken-server.js';

/** @throws Error when something besides the server went wrong */
export async function runFault(fault: Fault, run: FaultRun): Promise<FaultFound> {
  const server = await brokenServer(fault);
  try {
    return await findFault(fault, run, (runs, choice) => brokenBy(server.anew(), run.seed, runs, choice));
  } finally {
    await server.close();
  }
}

/** The rules that a server breaks, assumptions among them. @throws Error when something besides the server went wrong */
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
  // That a server leaves something behind may well come of its fault.
  const trouble = report.troubles.find((each) => each.blame !== 'server' && !isUnseen(each));
  if (trouble) throw new Error(`${trouble.blame}: ${trouble.message}`);
  return report.requirements.filter(({ status }) => status === 'broken');
}
