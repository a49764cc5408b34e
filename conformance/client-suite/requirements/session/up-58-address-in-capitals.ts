import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeSuccess } from '../../reading/claims.js';
import { answerOf, callsOf } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const addressInCapitals: ClientRequirement = {
  id: 'UP-58',
  title: 'An upload address whose scheme is written in capitals is as good as another one.',
  // The how-to says http; that letter case makes no difference there is said by RFC 3986, 3.1.
  level: 'should',
  evidence: { source: 'howto', about: 'upload address: valid if it starts with http' },
  appliesTo: only('address in capitals'),
  explainedBy: UPLOADING,
  scenario: () =>
    scenarioOf(
      fc.constantFrom('HTTP://{host}{path}?{query}', 'HTTP://{host}{path}?{query}&a=b'),
      (template) => ({
        rules: [onCall('getUploadFormUrl', { act: 'rewrite', template })],
      }),
    ),
  judge(observation) {
    const [answer] = callsOf(observation.journal, 'getUploadFormUrl');
    if (!answer || answerOf(answer) === undefined) return NOT_EXERCISED;
    return judgeSuccess(
      observation,
      'It should upload to the address: the letter case of a scheme makes no difference.',
    );
  },
};
