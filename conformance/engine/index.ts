export { type Cause, causeOf, causesOf, inOrderOfCauses, isBroken } from './causes.js';
export { type Choice, ChoiceError, choose, matches, type Shard } from './choice.js';
export type { RequirementResult, RunFindings, RunVerdict, Status, Trouble } from './findings.js';
export { allOf, broken, KEPT, NOT_EXERCISED } from './judgement.js';
export { DEFAULTS, RUN_SETTINGS, type RunSettings } from './options.js';
export { FailuresFile } from './records/failures-file.js';
export {
  type KnownFailure,
  type KnownFailures,
  KnownFailuresError,
  knownFailureSchema,
} from './records/known-failures.js';
export { TokenError, type Tokens, tokensOf, type Unpacked } from './records/token.js';
export {
  atLeast,
  type Broken,
  type Level,
  type Requirement,
  type RequirementEvidence,
  type RequirementFacts,
  type Verdict,
} from './requirement.js';
export { unrun } from './results.js';
export { Run } from './run.js';
export { seedOf } from './seed.js';
export { type Confirmed, type Ledger, RUN_EVENTS, type RunEvents, type Suite } from './suite.js';
export { isLate, isStarved, type Lateness, longestWait, PUNCTUAL, watchLateness } from './time/lateness.js';
export { Semaphore } from './time/semaphore.js';
export { type Deadline, deadlineIn } from './time/time-limit.js';
export { Troubled } from './trouble.js';
export { type Deciding, exitCode, isFailing, isUnseen, verdictOf } from './verdict.js';
