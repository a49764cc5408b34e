import type { OperationName } from '../drivers/index.js';
import { seedOf } from '../engine/index.js';
import { type Candidate, drawn, given } from '../engine/search/candidate.js';
import type { Batch } from '../engine/search/sweep.js';
import { DEFAULTS, type RunOptions } from './options.js';
import { fixedBoundary, type Habits } from './reading/habits.js';
import type { ClientRequirement } from './requirement.js';
import type { ConformanceCase } from './scenarios/case.js';
import { cornerCases } from './scenarios/corners/corner-cases.js';
import { BLOCKS, type Block } from './scenarios/corners/dimensions.js';
import { caseOfBoundary, casesOfLostAnswers, casesOfParts } from './scenarios/learnt-cases.js';

// Which cases a client is put through. They follow from the seed of the run, and from what was learnt of the client.

type Plan = RunOptions & { readonly seed: number };
type ClientBatch = Batch<ConformanceCase, ClientRequirement>;

/** Bytes of files that are sent as long as no file was seen to be sent in parts. */
export const PROBES = [10 << 20, 70 << 20];

/** So many cases are run one after the other before it is seen whether the client is slow. */
const AT_A_TIME = 15;

/** How many cases are made for a requirement. */
export const runsOf = ({ atMost }: ClientRequirement, { runs = DEFAULTS.runs }: RunOptions): number =>
  Math.min(runs, atMost ?? runs);

/** The cases of a requirement: those that failed earlier, then new ones. */
export function* ownCases(requirement: ClientRequirement, plan: Plan): Generator<Candidate<ConformanceCase>> {
  const { first, service = DEFAULTS.service } = plan;
  for (const testCase of first?.get(requirement.id) ?? [])
    if (testCase.version === service) yield given(testCase);
  const scenario = requirement.scenario().map((plain) => ({ ...plain, version: service }));
  yield* drawn(scenario, { runs: runsOf(requirement, plan), seed: seedOf(plan.seed, requirement.id) });
}

/** The corners that concern a client that is able to do this. */
const blocksFor = (
  operations: readonly OperationName[],
  { corners = BLOCKS }: RunOptions,
): readonly Block[] => corners.filter(({ needs }) => needs === undefined || operations.includes(needs));

/** How many corners there are for a client. */
export const cornersOf = (operations: readonly OperationName[], options: RunOptions): number =>
  blocksFor(operations, options)
    .flatMap(({ dimensions }) => dimensions)
    .reduce((sum, { corners }) => sum + corners.length, 0);

/** The cases that go through the corners, dealt out to the shards. */
export function cornerBatches(plan: Plan, operations: readonly OperationName[]): ClientBatch[] {
  const { shard = { index: 1, count: 1 }, service = DEFAULTS.service } = plan;
  const all = blocksFor(operations, plan).flatMap((block) =>
    cornerCases(block, { version: service, seed: seedOf(plan.seed, block.name) }),
  );
  return inBatches(all.filter((_, i) => i % shard.count === shard.index - 1));
}

/** Cases of the sizes, parts and boundary that the client was seen to have. */
export function learntCases(habits: Habits, plain: ConformanceCase): ConformanceCase[] {
  const { partSize, parallel } = habits;
  const boundary = fixedBoundary(habits);
  return [
    ...(partSize === undefined ? [] : casesOfParts(plain, { partSize, parallel })),
    ...casesOfLostAnswers(plain),
    ...(boundary === undefined ? [] : [caseOfBoundary(plain, boundary)]),
  ];
}

/** Batches of given cases, which belong to no requirement. */
export const batchesOf = (scenario: readonly ConformanceCase[]): ClientBatch[] =>
  inBatches(scenario.map(given));

const inBatches = (candidates: readonly Candidate<ConformanceCase>[]): ClientBatch[] =>
  Array.from({ length: Math.ceil(candidates.length / AT_A_TIME) }, (_, i) => ({
    owner: undefined,
    candidates: () => candidates.slice(i * AT_A_TIME, (i + 1) * AT_A_TIME),
  }));
