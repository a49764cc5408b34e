import fc from 'fast-check';
import { broken, NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeFailure } from '../../reading/claims.js';
import { answerOf, callsOf, partsIn } from '../../reading/journal.js';
import { postings } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

const SHOULD =
  'An https address wants TLS: it should speak that or report a failure, and never send the bytes in the clear.';

export const httpsAddress: ClientRequirement = {
  id: 'UP-57',
  title: 'To an upload address with https it sends nothing without TLS.',
  level: 'must',
  evidence: { source: 'howto', about: 'upload address: valid if it starts with http, which https does' },
  appliesTo: only('https address'),
  explainedBy: UPLOADING,
  // Nothing speaks TLS at the address: a client that does fails, and has to say so.
  scenario: () =>
    scenarioOf(
      fc.constantFrom('https://{host}{path}?{query}', 'HTTPS://{host}{path}?{query}'),
      (template) => ({ rules: [onCall('getUploadFormUrl', { act: 'rewrite', template })] }),
    ),
  judge(observation) {
    const { journal } = observation;
    const [answer] = callsOf(journal, 'getUploadFormUrl');
    if (!answer || answerOf(answer) === undefined) return NOT_EXERCISED;
    const parts = partsIn(journal);
    if (parts.length > 0)
      return broken(`The address began with https, and without TLS it ${postings(parts)}.`, SHOULD, [
        answer,
        ...parts,
      ]);
    return judgeFailure(observation, 'The upload address wanted TLS, and nothing there speaks it', SHOULD);
  },
};
