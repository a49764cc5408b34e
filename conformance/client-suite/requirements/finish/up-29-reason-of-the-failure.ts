import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import { askedUploads } from '../../reading/claims.js';
import { answerOf, callsOf } from '../../reading/journal.js';
import { hasText } from '../../reading/reported-text.js';
import { quoted } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { explanations } from '../../scenarios/acts.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

/** Characters of a text that have to be there: a client may cut a long one. */
const LONGEST = 100;

export const reasonOfTheFailure: ClientRequirement = {
  id: 'UP-29',
  title: 'When uploadFinishFile answers with a text, the failure that is reported has that text in it.',
  level: 'should',
  evidence: { source: 'howto', about: 'finish: the text says what went wrong' },
  appliesTo: only('finish refused'),
  explainedBy: ['UP-28'],
  scenario: () =>
    scenarioOf(explanations(), (value) => ({
      rules: [onCall('uploadFinishFile', { act: 'return', value })],
    })),
  judge(observation) {
    const [upload] = askedUploads(observation);
    const refused = callsOf(observation.journal, 'uploadFinishFile').at(-1);
    if (!refused || !answerOf(refused) || upload?.said.kind !== 'error') return NOT_EXERCISED;
    const { message } = upload.said.error;
    const text = answerOf(refused) ?? '';
    if (hasText(message, text.slice(0, LONGEST))) return KEPT;
    return broken(
      `uploadFinishFile answered ${quoted(text)}, and the failure was reported as ${quoted(message)}.`,
      'The message should have the text of the service in it, as nothing else tells what went wrong.',
      [refused],
    );
  },
};
