import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/index.js';
import { askedUploads, judgeFailure, judgeHonesty, judgeSuccess } from '../../reading/claims.js';
import { callsOf, returnedText } from '../../reading/journal.js';
import { hasText } from '../../reading/reported-text.js';
import { quoted, resultText } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { explanations } from '../../scenarios/acts.js';
import { BLANK_TEXTS } from '../../scenarios/corners/answers.js';
import { type ActInput, onCall } from '../../scenarios/rules.js';
import { anyOf, disturbedBy, scenario } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES, UPLOADING } from '../causes.js';

/** Characters of a text that have to be there: a client may cut a long one. */
const LONGEST = 100;

/** The results of uploadFinishFile: no text is success, any other one a failure (howto). */
export const FINISH_RESULTS: readonly ClientRequirement[] = [
  {
    id: 'UP-28',
    title: 'When uploadFinishFile returns a text, that is reported as a failure.',
    level: 'must',
    evidence: { source: 'howto', about: 'finish: any other text is an error' },
    appliesTo: only('finish refused', 'plain spelling', 'rare spelling', 'strange elements'),
    scenario: () =>
      disturbedBy(explanations().map((value) => onCall('uploadFinishFile', { act: 'return', value }))),
    judge(observation) {
      const refused = callsOf(observation.journal, 'uploadFinishFile').at(-1);
      if (!refused || !returnedText(refused)) return NOT_EXERCISED;
      return judgeFailure(
        observation,
        `uploadFinishFile returned ${resultText(refused)}`,
        'Any text but an empty one is an error: it should report a failure.',
      );
    },
  },
  {
    id: 'UP-29',
    title: 'When uploadFinishFile returns a text, the failure that is reported has that text in it.',
    level: 'should',
    evidence: { source: 'howto', about: 'finish: the text says what went wrong' },
    appliesTo: only('finish refused'),
    explainedBy: ['UP-28'],
    scenario: () =>
      disturbedBy(explanations().map((value) => onCall('uploadFinishFile', { act: 'return', value }))),
    judge(observation) {
      const [upload] = askedUploads(observation);
      const refused = callsOf(observation.journal, 'uploadFinishFile').at(-1);
      if (!refused || !returnedText(refused) || upload?.said.kind !== 'error') return NOT_EXERCISED;
      const { message } = upload.said.error;
      const text = returnedText(refused) ?? '';
      if (hasText(message, text.slice(0, LONGEST))) return KEPT;
      return broken(
        `uploadFinishFile returned ${quoted(text)}, and the failure was reported as ${quoted(message)}.`,
        'The message should have the text of the service in it, as nothing else explains the failure.',
        [refused],
      );
    },
  },
  {
    id: 'UP-56',
    title: 'When uploadFinishFile returns a text of nothing but blanks, that is reported as a failure, too.',
    // The blanks are part of the text. Some toolkits drop them before anybody sees them.
    level: 'should',
    evidence: { source: 'howto', about: 'finish: any other text than an empty one is an error' },
    appliesTo: only('finish blank'),
    explainedBy: TROUBLES,
    scenario: () =>
      disturbedBy(anyOf(BLANK_TEXTS).map((value) => onCall('uploadFinishFile', { act: 'return', value }))),
    judge(observation) {
      if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
      return judgeFailure(
        observation,
        'uploadFinishFile returned a text of blanks',
        'Only no text, and an empty one, mean success: it should report a failure.',
      );
    },
  },
  {
    id: 'UP-30',
    title: 'An empty or absent result of uploadFinishFile is success.',
    level: 'must',
    evidence: { source: 'howto', about: 'finish: null or empty means success' },
    appliesTo: only('finish without a text'),
    explainedBy: UPLOADING,
    scenario: () =>
      disturbedBy(
        fc
          .constantFrom<ActInput>(
            { act: 'no-return', perform: true },
            { act: 'return', value: '', perform: true },
          )
          .map((act) => onCall('uploadFinishFile', act)),
      ),
    judge(observation) {
      if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
      return judgeSuccess(observation, 'Null and empty mean the same here: it should claim success.');
    },
  },
  {
    id: 'UP-31',
    title: 'After the upload it looks whether the file is there, and notices when it is not.',
    // Nothing asks for it: uploadFinishFile has said that all is well.
    level: 'may',
    evidence: { source: 'client', about: 'clients that ask for the item or its link afterwards' },
    appliesTo: only('finish stores nothing'),
    explainedBy: [...TROUBLES, 'UP-56'],
    scenario: () =>
      scenario({ rules: fc.constant([onCall('uploadFinishFile', { act: 'return', value: '' })]) }),
    judge(observation) {
      if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
      return judgeHonesty(
        observation,
        'uploadFinishFile said that all was well and stored nothing',
        'It may ask for the file once it is uploaded, as with getFileInfo, and report a failure when it is not there.',
      );
    },
  },
];
