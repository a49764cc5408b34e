import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeHonesty, wasLate } from '../../reading/claims.js';
import { metSilence } from '../../reading/silence.js';
import type { ClientRequirement } from '../../requirement.js';
import { silences, someStep } from '../../scenarios/acts.js';
import { onCall, onPart } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { both, lasting, only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const silenceIsNoSuccess: ClientRequirement = {
  id: 'UP-50',
  title: 'An answer that does not come, or stops halfway, however often it asks, is no success and no crash.',
  level: 'must',
  evidence: { source: 'howto', about: 'every step says when it has failed; silence says nothing' },
  atMost: 3,
  appliesTo: both(only('call silent', 'part silent'), lasting),
  explainedBy: TROUBLES,
  scenario: () =>
    scenarioOf(
      fc.tuple(fc.oneof(fc.constant('part' as const), someStep()), silences()),
      ([place, silence]) => ({ rules: [place === 'part' ? onPart([silence]) : onCall(place, silence)] }),
    ),
  judge(observation) {
    // A client that still waits has claimed nothing. UP-48 and UP-49 judge the waiting.
    if (wasLate(observation) || !metSilence(observation)) return NOT_EXERCISED;
    return judgeHonesty(
      observation,
      'Answers did not come, or stopped halfway',
      'It should report a failure, in an orderly way.',
    );
  },
};
