import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeHonesty } from '../../reading/claims.js';
import { touched } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { atSomeParts, refusals } from '../../scenarios/acts.js';
import { oneFile } from '../../scenarios/files.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const failedPart: ClientRequirement = {
  id: 'UP-33',
  title: 'A part that the upload address refuses in any way is sent again or reported as a failure.',
  level: 'must',
  evidence: { source: 'client', about: 'the form fails with statuses, with pages and with codes' },
  appliesTo: only('part refused'),
  explainedBy: TROUBLES,
  scenario: () =>
    scenarioOf(fc.tuple(oneFile(), atSomeParts(refusals())), ([files, rule]) => ({ files, rules: [rule] })),
  judge(observation) {
    if (touched(observation.journal).length === 0) return NOT_EXERCISED;
    return judgeHonesty(
      observation,
      'A part was refused',
      'It should send the part again, or report a failure; at the latest uploadFinishFile tells.',
    );
  },
};
