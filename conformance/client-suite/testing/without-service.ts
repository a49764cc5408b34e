import fc, { type Arbitrary } from 'fast-check';
import type { ClientInfo, ClientUnderTest } from '../../drivers/client-under-test.js';
import type { Verdict } from '../../engine/requirement.js';
import type { Status } from '../../reports/report.js';
import type { ClientRunEvents, RunOptions } from '../options.js';
import type { Report } from '../report.js';
import type { ClientRequirement, Observation } from '../requirement.js';
import { runConformance } from '../run-conformance.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { scenario } from '../scenarios/scenario.js';
import type { OpenTestbed, Testbed } from '../testbed/testbed.js';

/** A client that is never called: what it does is decided by the testbed. */
export function silentClient(
  info: Partial<ClientInfo> = {},
  over: Partial<ClientUnderTest> = {},
): ClientUnderTest {
  return {
    start: async () => ({
      name: 'silent',
      version: '1.2.3',
      operations: ['upload'],
      concurrency: 4,
      ...info,
    }),
    open: () => Promise.reject(new Error('it is never opened')),
    notes: () => '',
    stop: async () => {},
    ...over,
  };
}

/** What is seen when a case is run without a service. */
export const nothingSeen = (testCase: ConformanceCase): Observation => ({
  case: testCase,
  uploads: testCase.files.map((_, file) => ({ file, said: { kind: 'ok', result: {} } })),
  steps: [],
  underWay: 0,
  journal: [],
  account: { files: [], unfinished: [], folders: [], freeSpace: '0' },
  dirId: '-1',
  digests: [],
});

/** A testbed without a service. */
export const testbedOf =
  (over: Partial<Testbed> = {}): OpenTestbed =>
  async () => ({
    check: async () => {},
    run: async (_client, testCase) => nothingSeen(testCase),
    failures: () => [],
    close: async () => {},
    ...over,
  });

/** Cases with one file of any of these sizes. */
export const sized = (sizes: Arbitrary<number>): Arbitrary<ConformanceCase> =>
  scenario({ files: sizes.map((size) => [{ name: 'a.bin', size, seed: 1 }]) });

export const sizeOf = ({ files }: ConformanceCase): number => files[0]?.size ?? 0;

export const broken = (did: string): Verdict => ({ is: 'broken', did, should: 'have done better', seqs: [] });

/** A requirement on the size of a file. */
export function requirement(
  id: string,
  judge: (size: number, observation: Observation) => Verdict,
  over: Partial<ClientRequirement> = {},
): ClientRequirement {
  return {
    id,
    title: `The requirement ${id} is kept.`,
    level: 'must',
    evidence: { source: 'howto', about: 'nothing in particular' },
    scenario: () => sized(fc.nat(1000)),
    judge: (observation) => judge(sizeOf(observation.case), observation),
    ...over,
  };
}

export const KEPT: Verdict = { is: 'kept' };

/** Broken by files of 7 bytes and more. */
export const tooLarge = requirement('X-1', (size) => (size >= 7 ? broken(`sent ${size} bytes`) : KEPT));

export const kept = requirement('X-2', () => KEPT);

/**
 * A run without a service and without a client. Its cases are the same each time: of others two might be alike, and
 * only one of them is run then.
 */
export const runWithoutService = (
  requirements: readonly ClientRequirement[],
  options: RunOptions = {},
  events: ClientRunEvents = {},
  client = silentClient(),
): Promise<Report> =>
  runConformance(client, { requirements, openTestbed: testbedOf(), seed: 1, ...options }, events);

/** What became of each requirement, by its id. */
export const statuses = (report: Report): Record<string, Status> =>
  Object.fromEntries(report.requirements.map(({ id, status }) => [id, status]));

/** Notes the size of a case that was run. */
export const noted = (sizes: number[], testCase: ConformanceCase): Observation => {
  sizes.push(sizeOf(testCase));
  return nothingSeen(testCase);
};
