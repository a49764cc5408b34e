import { NOT_EXERCISED } from '../../engine/judgement.js';
import type { Verdict } from '../../engine/requirement.js';
import type { Observation } from '../requirement.js';
import { judgeHonesty } from './claims.js';
import { touched } from './journal.js';

/**
 * Whether the client met a response that stalls without end. Clients that still wait, and toolkits that give up and leave the
 * connection open, have exchanges that are not over, which the journal does not tell.
 */
export const metSilence = ({ journal, underWay }: Observation): boolean =>
  underWay > 0 || touched(journal).length > 0;

/** For a response that stalls without end: the client must have a time-out. */
export function judgeTimeout(observation: Observation, trouble: string): Verdict {
  if (!metSilence(observation)) return NOT_EXERCISED;
  return judgeHonesty(
    observation,
    trouble,
    'It should have a time-out, and try again or report a failure while the kit still waits for it; --timeout sets how long that is.',
  );
}
