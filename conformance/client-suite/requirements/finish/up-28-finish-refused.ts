import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeFailure } from '../../reading/claims.js';
import { answerOf, callsOf } from '../../reading/journal.js';
import { answering } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { explanations } from '../../scenarios/acts.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

export const finishRefused: ClientRequirement = {
  id: 'UP-28',
  title: 'When uploadFinishFile answers with a text, that is reported as a failure.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish: any other text is an error' },
  appliesTo: only('finish refused', 'plain spelling', 'rare spelling', 'strange elements'),
  scenario: () =>
    scenarioOf(explanations(), (value) => ({
      rules: [onCall('uploadFinishFile', { act: 'return', value })],
    })),
  judge(observation) {
    const refused = callsOf(observation.journal, 'uploadFinishFile').at(-1);
    if (!refused || !answerOf(refused)) return NOT_EXERCISED;
    return judgeFailure(
      observation,
      `uploadFinishFile answered ${answering(refused)}`,
      'Any text but an empty one is an error: it should report a failure.',
    );
  },
};
