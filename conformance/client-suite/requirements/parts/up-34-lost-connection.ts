import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeHonesty } from '../../reading/claims.js';
import { touched } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { atSomeParts, cutConnections } from '../../scenarios/acts.js';
import { oneFile } from '../../scenarios/files.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const lostConnection: ClientRequirement = {
  id: 'UP-34',
  title:
    'When the connection is lost while a part is under way, the part is sent again or a failure is reported.',
  level: 'must',
  evidence: { source: 'client', about: 'uploads are long, and connections break' },
  appliesTo: only('part cut'),
  explainedBy: TROUBLES,
  scenario: () =>
    scenarioOf(
      oneFile().chain((files) =>
        atSomeParts(cutConnections(files[0]?.size ?? 0)).map((rule) => ({ files, rules: [rule] })),
      ),
      (choice) => choice,
    ),
  judge(observation) {
    if (touched(observation.journal).length === 0) return NOT_EXERCISED;
    return judgeHonesty(
      observation,
      'The connection was lost while a part was under way',
      'It should send the part again, or report a failure.',
    );
  },
};
