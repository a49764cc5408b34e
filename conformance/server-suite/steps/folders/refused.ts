import type { CallOutcome } from '../../server-under-test.js';

/** Whether a call that answers with an id did not do what it was asked for. */
export const refused = (outcome: CallOutcome<bigint>): boolean => 'fault' in outcome || outcome.value <= 0n;
