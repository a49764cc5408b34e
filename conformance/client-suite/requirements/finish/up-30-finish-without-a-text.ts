import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeSuccess } from '../../reading/claims.js';
import { callsOf } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { type ActInput, onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const finishWithoutAText: ClientRequirement = {
  id: 'UP-30',
  title: 'An empty or absent answer of uploadFinishFile is success.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish: null or empty means success' },
  appliesTo: only('finish without a text'),
  explainedBy: UPLOADING,
  scenario: () =>
    scenarioOf(
      fc.constantFrom<ActInput>(
        { act: 'no-return', perform: true },
        { act: 'return', value: '', perform: true },
      ),
      (act) => ({ rules: [onCall('uploadFinishFile', act)] }),
    ),
  judge(observation) {
    if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
    return judgeSuccess(observation, 'Null and empty mean the same here: it should claim success.');
  },
};
