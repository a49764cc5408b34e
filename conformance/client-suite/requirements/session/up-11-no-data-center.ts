import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { argumentOf, callsOf, type Journal, numberOf } from '../../reading/journal.js';
import { isTooSmall } from '../../reading/recipe.js';
import { judgeStop } from '../../reading/stopping.js';
import type { ClientRequirement } from '../../requirement.js';
import { NO_DATA_CENTERS } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

const SHOULD =
  'A data center of 0 or less means that something went wrong: it should ask for no address, send no byte and report a failure.';

function judgeJournal(journal: Journal): Verdict {
  const used = callsOf(journal, 'getUploadFormUrl').find(
    (call) => Number(argumentOf(call, 'dataCenterId')) <= 0,
  );
  if (used) {
    const center = argumentOf(used, 'dataCenterId');
    return broken(`It asked for an upload address with data center ${center}.`, SHOULD, [used]);
  }
  const refused = callsOf(journal, 'getNewFileDataCenter').some((call) => isTooSmall(numberOf(call)));
  return refused ? KEPT : NOT_EXERCISED;
}

export const noDataCenter: ClientRequirement = {
  id: 'UP-11',
  title: 'It stops at a data center of 0 or less, and never asks for an address with it.',
  level: 'must',
  evidence: { source: 'howto', about: 'data center: 0 or less is an error' },
  appliesTo: only('no data center'),
  // Who loses bits of the number takes a negative one for another.
  explainedBy: ['UP-12'],
  scenario: () =>
    scenarioOf(fc.constantFrom(...NO_DATA_CENTERS.map(({ value }) => value)), (value) => ({
      rules: [onCall('getNewFileDataCenter', { act: 'return', value })],
    })),
  judge: (observation) =>
    judgeStop(observation, {
      step: 'getNewFileDataCenter',
      isRefusal: (call) => isTooSmall(numberOf(call)),
      forbidden: ['getUploadFormUrl'],
      should: SHOULD,
    }),
  judgeJournal,
};
