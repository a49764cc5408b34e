import type { OperationName } from '../../../wsdl/contract.js';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../engine/index.js';
import type { Observation } from '../requirement.js';
import type { StepName } from '../scenarios/rules.js';
import { askedUploads } from './claims.js';
import { type Call, callsOf, isBefore, partsIn } from './journal.js';
import { postings, resultText, saying } from './texts.js';

/** A result after which a client must stop. */
export interface Stop {
  readonly step: StepName;
  /** Whether a result of that operation is one. */
  readonly isRefusal: (call: Call) => boolean;
  /** What must not be called any more. Bytes must not be sent in any case. */
  readonly forbidden: readonly OperationName[];
  readonly should: string;
}

/** For cases in which the operation always returns such a result. */
export function judgeStop(observation: Observation, { step, isRefusal, forbidden, should }: Stop): Verdict {
  const { journal } = observation;
  const refusal = callsOf(journal, step).find(isRefusal);
  const [upload] = askedUploads(observation);
  if (!refusal || !upload) return NOT_EXERCISED;
  const returned = `${step} returned ${resultText(refusal)}`;
  const later = journal.filter((entry) => isBefore(refusal, entry));
  const [call] = callsOf(later, ...forbidden);
  if (call) return broken(`${returned}, and it went on to call ${call.operation}.`, should, [refusal, call]);
  const posted = partsIn(later);
  if (posted.length > 0)
    return broken(`${returned}, and it ${postings(posted)}.`, should, [refusal, ...posted]);
  if (upload.said.kind !== 'error')
    return broken(`${returned}, and it ${saying(upload.said)}.`, should, [refusal]);
  return KEPT;
}
