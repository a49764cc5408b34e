import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeHonesty } from '../../reading/claims.js';
import { touched } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { atSomeParts, spoiltParts } from '../../scenarios/acts.js';
import { oneFile } from '../../scenarios/files.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const spoiltPart: ClientRequirement = {
  id: 'UP-35',
  title: 'A part that was taken and yet is lost, doubled or damaged does not end in a claim of success.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish: the digest is there to be compared' },
  appliesTo: only('part spoilt'),
  explainedBy: TROUBLES,
  // What was spoilt shows in the text that uploadFinishFile answers, and nowhere else.
  explainedAnywhereBy: ['UP-28'],
  scenario: () =>
    scenarioOf(
      oneFile().chain((files) =>
        atSomeParts(spoiltParts(files[0]?.size ?? 0)).map((rule) => ({ files, rules: [rule] })),
      ),
      (choice) => choice,
    ),
  judge(observation) {
    if (touched(observation.journal).length === 0) return NOT_EXERCISED;
    return judgeHonesty(
      observation,
      'A part was taken, and then lost, doubled or damaged',
      'It should believe uploadFinishFile, which says that the file is not what it should be.',
    );
  },
};
