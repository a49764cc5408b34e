import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/index.js';
import { judgeHonesty, judgeSuccess, judgeTimeout, metSilence, wasLate } from '../../reading/claims.js';
import { touched } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { silences, slownesses, someStep } from '../../scenarios/acts.js';
import { oneFile } from '../../scenarios/files.js';
import { onCall, once, onPart } from '../../scenarios/rules.js';
import { disturbedBy, scenarioOf } from '../../scenarios/scenario.js';
import { both, lasting, only, passing } from '../applicability.js';
import { TROUBLES, UPLOADING } from '../causes.js';

/** Mostly calls, as there are seven of them and one part. */
const PLACES = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: someStep(), weight: 3 },
  { arbitrary: fc.constant('part' as const), weight: 1 },
);

/** Responses that never come, stop halfway, or are slow (client). */
export const WAITING: readonly ClientRequirement[] = [
  {
    id: 'UP-48',
    title:
      'When a call gets no response, or the response stops halfway, it tries again or gives up in its own time.',
    // The how-to says nothing of time. In its own time is: before the time is over that the kit gives it for the whole.
    level: 'should',
    evidence: { source: 'client', about: 'connections that stay open and say nothing any more' },
    atMost: 3,
    appliesTo: both(only('call silent'), passing),
    explainedBy: TROUBLES,
    scenario: () =>
      disturbedBy(fc.tuple(someStep(), silences()).map(([name, silence]) => once(onCall(name, silence)))),
    judge: (observation) =>
      judgeTimeout(observation, 'The response to a call did not come, or stopped halfway'),
  },
  {
    id: 'UP-49',
    title:
      'When a part gets no response, or the response stops halfway, it tries again or gives up in its own time.',
    // As with UP-48. What sends parts is often another library than what makes calls, with other time-outs.
    level: 'should',
    evidence: { source: 'client', about: 'uploads are long, and servers fall silent meanwhile' },
    atMost: 3,
    appliesTo: both(only('part silent'), passing),
    explainedBy: TROUBLES,
    scenario: () =>
      scenarioOf(fc.tuple(oneFile(), silences()), ([files, silence]) => ({
        files,
        rules: [onPart([silence], { times: 1 })],
      })),
    judge: (observation) =>
      judgeTimeout(observation, 'The response to a part did not come, or stopped halfway'),
  },
  {
    id: 'UP-50',
    title: 'A response that does not come, or stops halfway, at each attempt, is no success and no crash.',
    level: 'must',
    evidence: { source: 'howto', about: 'every step says when it has failed; silence says nothing' },
    atMost: 3,
    appliesTo: both(only('call silent', 'part silent'), lasting),
    explainedBy: TROUBLES,
    scenario: () =>
      disturbedBy(
        fc
          .tuple(fc.oneof(fc.constant('part' as const), someStep()), silences())
          .map(([place, silence]) => (place === 'part' ? onPart([silence]) : onCall(place, silence))),
      ),
    judge(observation) {
      // A client that still waits has claimed nothing. UP-48 and UP-49 judge the waiting.
      if (wasLate(observation) || !metSilence(observation)) return NOT_EXERCISED;
      return judgeHonesty(
        observation,
        'Responses did not come, or stopped halfway',
        'It should report a failure, in an orderly way.',
      );
    },
  },
  {
    id: 'UP-51',
    title: 'It waits for a response that takes less than two seconds, or comes in small pieces meanwhile.',
    // A client may give up what takes longer than two seconds. The kit's responses take 1.5 s at most (assumption).
    level: 'must',
    evidence: { source: 'client', about: 'services and lines are slow at times, and that is no failure' },
    atMost: 8,
    alone: true,
    appliesTo: only('slow'),
    explainedBy: UPLOADING,
    scenario: () =>
      disturbedBy(
        fc
          .tuple(PLACES, slownesses())
          .map(([place, slowness]) => (place === 'part' ? onPart([slowness]) : onCall(place, slowness))),
      ),
    judge(observation) {
      if (touched(observation.journal).length === 0) return NOT_EXERCISED;
      return judgeSuccess(
        observation,
        'It should wait for a response that is on its way, and read it to its end, however small the pieces are.',
      );
    },
  },
];
