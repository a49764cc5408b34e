import { NOT_EXERCISED } from '../../engine/judgement.js';
import type { Verdict } from '../../engine/requirement.js';
import type { Observation } from '../requirement.js';
import { judgeFailure, judgeHonesty } from './claims.js';
import { touched } from './journal.js';

/** What came in place of an answer, as the journal tells it: `A call of getFreeSpace was answered with a page`. */
function trouble({ journal }: Observation, what: string): string | undefined {
  const [entry] = touched(journal);
  if (!entry) return undefined;
  const name = entry.kind === 'call' ? entry.function : `the ${entry.kind}`;
  return `${name} was answered with ${what}`;
}

/** A trouble at a step that does not pass: nothing but a failure can come of it. */
export function judgeHopeless(observation: Observation, what: string, should: string): Verdict {
  const came = trouble(observation, what);
  return came === undefined ? NOT_EXERCISED : judgeFailure(observation, came, should);
}

/** A trouble that leaves open how much a client can still read. */
export function judgeDoubtful(observation: Observation, what: string, should: string): Verdict {
  const came = trouble(observation, what);
  return came === undefined ? NOT_EXERCISED : judgeHonesty(observation, came, should);
}
