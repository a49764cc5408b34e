import type { Verdict, Witnesses } from '../requirement.js';
import { NOT_EXERCISED } from '../verdict.js';
import { judgeHonesty, wasLate } from './claims.js';
import { touched } from './journal.js';

/**
 * For an answer that stalls without end: nobody may wait for it without end. Of a client that still waits, the journal may
 * not tell the exchange that it waits for, as that is not over.
 */
export function judgePatience(witnesses: Witnesses, trouble: string): Verdict {
  if (!wasLate(witnesses) && touched(witnesses.journal).length === 0) return NOT_EXERCISED;
  return judgeHonesty(
    witnesses,
    trouble,
    'It should have a time-out, and try again or report a failure while the kit still waits for it; --timeout says how long that is.',
  );
}
