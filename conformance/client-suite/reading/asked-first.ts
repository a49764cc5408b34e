import { broken, KEPT, NOT_EXERCISED } from '../../engine/judgement.js';
import type { Verdict } from '../../engine/requirement.js';
import type { FunctionName } from '../scenarios/rules.js';
import { callsOf, isBefore, type Journal, partsIn } from './journal.js';

/** That a function was asked before the first file was reserved and the first bytes were sent. */
export function judgeAskedFirst(journal: Journal, name: FunctionName, what: string): Verdict {
  const reserving = callsOf(journal, 'uploadStartFile', 'uploadStartFileUpdate');
  const [first] = [...reserving, ...partsIn(journal)].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  if (!first) return NOT_EXERCISED;
  // simpleUploadStart reserves only what fits, and answers both limits (wsdl).
  const [asked] = callsOf(journal, name, 'simpleUploadStart');
  if (asked && isBefore(asked, first)) return KEPT;
  const did = first.kind === 'call' ? 'reserved a file' : 'sent bytes';
  const when = asked ? 'before it asked' : 'and never asked';
  return broken(
    `It ${did} ${when} for ${what}.`,
    `Before it reserves or sends anything, it should call ${name}, as a file that does not fit cannot be uploaded.`,
    asked ? [first, asked] : [first],
  );
}
