import fc from 'fast-check';
import { judgeTimeout } from '../../reading/silence.js';
import type { ClientRequirement } from '../../requirement.js';
import { silences, someStep } from '../../scenarios/acts.js';
import { onCall, once } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { both, only, passing } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const callWithoutAnAnswer: ClientRequirement = {
  id: 'UP-48',
  title:
    'When a call is not answered, or the answer stops halfway, it tries again or gives up in its own time.',
  // The how-to says nothing of time. In its own time is: before the time is over that the kit gives it for the whole.
  level: 'should',
  evidence: { source: 'client', about: 'connections that stay open and say nothing any more' },
  atMost: 3,
  appliesTo: both(only('call silent'), passing),
  explainedBy: TROUBLES,
  scenario: () =>
    scenarioOf(
      fc.tuple(someStep(), silences()).map(([name, silence]) => once(onCall(name, silence))),
      (rule) => ({ rules: [rule] }),
    ),
  judge: (observation) => judgeTimeout(observation, 'The answer to a call did not come, or stopped halfway'),
};
