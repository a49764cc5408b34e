import type { Confirmed, Examined, Ledger } from '../examiner.js';
import type { Requirement } from '../requirement.js';
import type { Deadline } from '../time/time-limit.js';
import type { Failure, Findings } from './hunt.js';

/** All failures together are looked at once more for no longer than this, in milliseconds. */
export const CONFIRMING_MS = 20_000;

/** How each rule is examined by itself. */
interface OneByOne<Case, Seen, R> {
  readonly deadline: Deadline;
  /** Whether failures are run once more. */
  readonly confirms: boolean;
  /** Looks for a case that breaks a rule. @throws Troubled */
  hunt(rule: R): Promise<Findings<Case, Seen>>;
  /** Runs a failure once more. @throws Troubled */
  confirm(rule: R, failure: Failure<Case, Seen>): Promise<Confirmed<Case, Seen>>;
}

type Counts = Pick<Examined<unknown, unknown>, 'runs' | 'exercised' | 'ms'>;

/** Examines one rule after the other by cases of its own, which no other rule judges. */
export async function examineOneByOne<Case, Seen, R extends Requirement<Case, Seen>>(
  rules: readonly R[],
  { deadline, confirms, hunt, confirm }: OneByOne<Case, Seen, R>,
  ledger: Ledger<Case, Seen, R>,
): Promise<void> {
  const failed: { rule: R; failure: Failure<Case, Seen>; counts: Counts }[] = [];
  const note = (rule: R, counts: Counts, failures: readonly Failure<Case, Seen>[]): void =>
    ledger.found(rule, { ...counts, broken: failures.length, failures, causes: [] });
  for (const rule of rules) {
    if (deadline.passed() || ledger.isGivenUp()) break;
    const started = performance.now();
    try {
      const { failure, runs, exercised } = await hunt(rule);
      const counts = { runs, exercised, ms: performance.now() - started };
      if (failure) failed.push({ rule, failure, counts });
      else note(rule, counts, []);
    } catch (error) {
      ledger.failed(rule, error);
    }
  }
  const end = performance.now() + CONFIRMING_MS;
  for (const { rule, failure, counts } of failed) {
    const again = confirms && performance.now() < end && !deadline.passed();
    try {
      note(rule, counts, [again ? await confirm(rule, failure) : failure]);
    } catch (error) {
      ledger.failed(rule, error);
    }
  }
}
