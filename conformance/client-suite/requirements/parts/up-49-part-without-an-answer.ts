import fc from 'fast-check';
import { judgeTimeout } from '../../reading/silence.js';
import type { ClientRequirement } from '../../requirement.js';
import { silences } from '../../scenarios/acts.js';
import { oneFile } from '../../scenarios/files.js';
import { onPart } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { both, only, passing } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const partWithoutAnAnswer: ClientRequirement = {
  id: 'UP-49',
  title:
    'When a part is not answered, or the answer stops halfway, it tries again or gives up in its own time.',
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
  judge: (observation) => judgeTimeout(observation, 'The answer to a part did not come, or stopped halfway'),
};
