import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { answerOf, type Call, callsOf, type Journal, partsIn } from '../../reading/journal.js';
import { addressesIn, isHttp } from '../../reading/recipe.js';
import { judgeStop, type Stop } from '../../reading/stopping.js';
import { postings } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { NO_ADDRESSES } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

const SHOULD =
  'An address that does not start with http cannot be uploaded to: it should send no byte and report a failure.';

const isRefusal = (call: Call): boolean => call.outcome === 'ok' && !isHttp(answerOf(call));

export const NO_ADDRESS: Stop = {
  step: 'getUploadFormUrl',
  isRefusal,
  // To finish what got no byte is in vain, and harms nothing.
  forbidden: [],
  should: SHOULD,
};

/** Bytes that were sent although no address was ever good for it. */
function judgeJournal(journal: Journal): Verdict {
  const asked = callsOf(journal, 'getUploadFormUrl');
  const refusals = asked.filter(isRefusal);
  if (refusals.length === 0) return NOT_EXERCISED;
  const posted = partsIn(journal);
  if (posted.length === 0 || refusals.length < asked.length || addressesIn(journal).length > 0) return KEPT;
  return broken(`It was given no address that starts with http, and ${postings(posted)}.`, SHOULD, [
    ...refusals,
    ...posted,
  ]);
}

export const addressThatIsNone: ClientRequirement = {
  id: 'UP-13',
  title: 'It never posts to an address that does not start with http, and reports it as a failure.',
  level: 'must',
  evidence: { source: 'howto', about: 'upload address: valid only if it starts with http' },
  appliesTo: only('no address'),
  scenario: () =>
    scenarioOf(fc.constantFrom(...NO_ADDRESSES.map(({ value }) => value)), (act) => ({
      rules: [onCall('getUploadFormUrl', act)],
    })),
  judge: (observation) => judgeStop(observation, NO_ADDRESS),
  judgeJournal,
};
