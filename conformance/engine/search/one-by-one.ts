import type { Requirement } from '../requirement.js';
import type { Confirmed, Ledger, Outcome } from '../suite.js';
import type { Deadline } from '../time/time-limit.js';
import type { Failure, Findings } from './search.js';

/** All failures together are looked at once more for no longer than this, in milliseconds. */
export const CONFIRMING_MS = 20_000;

/** How each requirement is judged by itself. */
interface OneByOne<Case, Observation, R> {
  readonly deadline: Deadline;
  /** Whether failures are run once more. */
  readonly confirms: boolean;
  /** Looks for a case that breaks a requirement. @throws Troubled */
  search(requirement: R): Promise<Findings<Case, Observation>>;
  /** Runs a failure once more. @throws Troubled */
  confirm(requirement: R, failure: Failure<Case, Observation>): Promise<Confirmed<Case, Observation>>;
}

type Counts = Pick<Outcome<unknown, unknown>, 'runs' | 'exercised' | 'ms'>;

/** Judges one requirement after the other, each by cases that no other requirement judges. */
export async function judgeOneByOne<Case, Observation, R extends Requirement<Case, Observation>>(
  requirements: readonly R[],
  { deadline, confirms, search, confirm }: OneByOne<Case, Observation, R>,
  ledger: Ledger<Case, Observation, R>,
): Promise<void> {
  const failed: { requirement: R; failure: Failure<Case, Observation>; counts: Counts }[] = [];
  const note = (requirement: R, counts: Counts, failures: readonly Failure<Case, Observation>[]): void =>
    ledger.found(requirement, { ...counts, broken: failures.length, failures, causes: [] });
  for (const requirement of requirements) {
    if (deadline.passed() || ledger.isGivenUp()) break;
    const started = performance.now();
    try {
      const { failure, runs, exercised } = await search(requirement);
      const counts = { runs, exercised, ms: performance.now() - started };
      if (failure) failed.push({ requirement, failure, counts });
      else note(requirement, counts, []);
    } catch (error) {
      ledger.failed(requirement, error);
    }
  }
  const end = performance.now() + CONFIRMING_MS;
  for (const { requirement, failure, counts } of failed) {
    const again = confirms && performance.now() < end && !deadline.passed();
    try {
      note(requirement, counts, [again ? await confirm(requirement, failure) : failure]);
    } catch (error) {
      ledger.failed(requirement, error);
    }
  }
}
