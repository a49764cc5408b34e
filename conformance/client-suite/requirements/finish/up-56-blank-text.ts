import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeFailure } from '../../reading/claims.js';
import { callsOf } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { BLANK_TEXTS } from '../../scenarios/corners/answers.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const blankText: ClientRequirement = {
  id: 'UP-56',
  title:
    'When uploadFinishFile answers with a text of nothing but blanks, that is reported as a failure, too.',
  // The blanks are part of the text. Some toolkits drop them before anybody sees them.
  level: 'should',
  evidence: { source: 'howto', about: 'finish: any other text than an empty one is an error' },
  appliesTo: only('finish blank'),
  explainedBy: TROUBLES,
  scenario: () =>
    scenarioOf(fc.constantFrom(...BLANK_TEXTS.map(({ value }) => value)), (value) => ({
      rules: [onCall('uploadFinishFile', { act: 'return', value })],
    })),
  judge(observation) {
    if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
    return judgeFailure(
      observation,
      'uploadFinishFile answered a text of blanks',
      'Only no text, and an empty one, mean success: it should report a failure.',
    );
  },
};
