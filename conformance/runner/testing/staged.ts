import fc, { type Arbitrary } from 'fast-check';
import type { ClientInfo, ClientUnderTest } from '../../drivers/client-under-test.js';
import type { Requirement, Verdict, Witnesses } from '../../requirements/requirement.js';
import type { ConformanceCase } from '../../scenarios/case.js';
import { situations } from '../../scenarios/situations.js';
import type { OpenStage, Stage } from '../stage.js';

/** A client that is never called: what it does is decided by the stage. */
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
    open: () => Promise.reject(new Error('nobody opens it')),
    notes: () => '',
    stop: async () => {},
    ...over,
  };
}

/** What is seen when a case is run without a service. */
export const nothingSeen = (situation: ConformanceCase): Witnesses => ({
  case: situation,
  uploads: situation.files.map((_, file) => ({ file, said: { kind: 'ok', result: {} } })),
  steps: [],
  journal: [],
  account: { files: [], unfinished: [], folders: [], freeSpace: '0' },
  dirId: '-1',
  digests: [],
});

/** A stage without a service. */
export const stageOf =
  (over: Partial<Stage> = {}): OpenStage =>
  async () => ({
    check: async () => {},
    run: async (_client, situation) => nothingSeen(situation),
    failures: () => [],
    close: async () => {},
    ...over,
  });

/** Situations with one file of any of these sizes. */
export const sized = (sizes: Arbitrary<number>): Arbitrary<ConformanceCase> =>
  situations({ files: sizes.map((size) => [{ name: 'a.bin', size, seed: 1 }]) });

export const sizeOf = ({ files }: ConformanceCase): number => files[0]?.size ?? 0;

export const broken = (did: string): Verdict => ({ is: 'broken', did, should: 'have done better', seqs: [] });

/** A requirement on the size of a file. */
export function requirement(
  id: string,
  judge: (size: number, witnesses: Witnesses) => Verdict,
  over: Partial<Requirement> = {},
): Requirement {
  return {
    id,
    title: `The requirement ${id} is kept.`,
    level: 'must',
    evidence: { source: 'howto', about: 'nothing in particular' },
    situations: () => sized(fc.nat(1000)),
    judge: (witnesses) => judge(sizeOf(witnesses.case), witnesses),
    ...over,
  };
}

export const KEPT: Verdict = { is: 'kept' };
