import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { argumentOf, callsOf, type Journal, numberOf, partsIn } from '../../reading/journal.js';
import { isTooSmall } from '../../reading/recipe.js';
import { judgeStop } from '../../reading/stopping.js';
import type { ClientRequirement } from '../../requirement.js';
import { NO_FILE_IDS } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

const SHOULD =
  'Only a positive file id can be uploaded to: it should send no byte, finish nothing and report a failure.';

function judgeJournal(journal: Journal): Verdict {
  const finished = callsOf(journal, 'uploadFinishFile').filter(
    (call) => !/^[1-9]/.test(argumentOf(call, 'fileId')),
  );
  const sent = partsIn(journal).filter(({ fileId }) => fileId !== undefined && !/^[1-9]/.test(fileId));
  const [used] = [...sent, ...finished];
  if (used) {
    const id = used.kind === 'part' ? used.fileId : argumentOf(used, 'fileId');
    return broken(`It went on with the file id ${id}.`, SHOULD, [used]);
  }
  return callsOf(journal, 'uploadStartFile').some((call) => isTooSmall(numberOf(call)))
    ? KEPT
    : NOT_EXERCISED;
}

export const noFileId: ClientRequirement = {
  id: 'UP-16',
  title: 'It stops at a file id of 0 or less.',
  level: 'must',
  evidence: { source: 'howto', about: 'reserve a file id: only a positive one will do' },
  appliesTo: only('no file id'),
  // In 32 bits without a sign, -2 is a positive number.
  explainedAnywhereBy: ['UP-17'],
  scenario: () =>
    scenarioOf(fc.constantFrom(...NO_FILE_IDS.map(({ value }) => value)), (value) => ({
      rules: [onCall('uploadStartFile', { act: 'return', value })],
    })),
  judge: (observation) =>
    judgeStop(observation, {
      step: 'uploadStartFile',
      isRefusal: (call) => isTooSmall(numberOf(call)),
      forbidden: ['uploadFinishFile'],
      should: SHOULD,
    }),
  judgeJournal,
};
