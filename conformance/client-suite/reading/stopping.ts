import type { OperationName } from '../../../wsdl/contract.js';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../engine/index.js';
import type { Observation } from '../requirement.js';
import type { StepName } from '../scenarios/rules.js';
import { askedUploads } from './claims.js';
import { type Call, callsOf, isBefore, partsIn } from './journal.js';
import { answering, postings, saying } from './texts.js';

/** An answer that leaves nothing to be done but to stop. */
export interface Stop {
  readonly step: StepName;
  /** Whether an answer of that operation is one. */
  readonly isRefusal: (call: Call) => boolean;
  /** What must not be called any more. Bytes must not be sent in any case. */
  readonly forbidden: readonly OperationName[];
  readonly should: string;
}

/** For cases in which the operation never answers otherwise. */
export function judgeStop(observation: Observation, { step, isRefusal, forbidden, should }: Stop): Verdict {
  const { journal } = observation;
  const refusal = callsOf(journal, step).find(isRefusal);
  const [upload] = askedUploads(observation);
  if (!refusal || !upload) return NOT_EXERCISED;
  const answered = `${step} answered ${answering(refusal)}`;
  const later = journal.filter((entry) => isBefore(refusal, entry));
  const [call] = callsOf(later, ...forbidden);
  if (call) return broken(`${answered}, and it went on to call ${call.operation}.`, should, [refusal, call]);
  const posted = partsIn(later);
  if (posted.length > 0)
    return broken(`${answered}, and it ${postings(posted)}.`, should, [refusal, ...posted]);
  if (upload.said.kind !== 'error')
    return broken(`${answered}, and it ${saying(upload.said)}.`, should, [refusal]);
  return KEPT;
}
