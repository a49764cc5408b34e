import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeSuccess } from '../../reading/claims.js';
import { touched } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { slownesses, someStep } from '../../scenarios/acts.js';
import { onCall, onPart } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

/** Mostly calls, as there are seven of them and one part. */
const PLACES = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: someStep(), weight: 3 },
  { arbitrary: fc.constant('part' as const), weight: 1 },
);

export const slowAnswers: ClientRequirement = {
  id: 'UP-51',
  title: 'An answer that takes less than two seconds, or comes in small pieces meanwhile, is waited for.',
  // A client may give up what takes longer than two seconds. The kit's responses take 1.5 s at most (assumption).
  level: 'must',
  evidence: { source: 'client', about: 'services and lines are slow at times, and that is no failure' },
  atMost: 8,
  alone: true,
  appliesTo: only('slow'),
  explainedBy: UPLOADING,
  scenario: () =>
    scenarioOf(fc.tuple(PLACES, slownesses()), ([place, slowness]) => ({
      rules: [place === 'part' ? onPart([slowness]) : onCall(place, slowness)],
    })),
  judge(observation) {
    if (touched(observation.journal).length === 0) return NOT_EXERCISED;
    return judgeSuccess(
      observation,
      'It should wait for an answer that is on its way, and read it to its end, however small the pieces are.',
    );
  },
};
