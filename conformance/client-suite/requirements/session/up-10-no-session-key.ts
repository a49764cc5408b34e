import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { answerOf, argumentOf, callsOf, type Journal } from '../../reading/journal.js';
import { judgeStop } from '../../reading/stopping.js';
import type { ClientRequirement } from '../../requirement.js';
import { NO_KEYS } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

const SHOULD =
  'Without a session key the folder cannot be uploaded to: it should ask for no address, send no byte and report a failure.';

function judgeJournal(journal: Journal): Verdict {
  const used = callsOf(journal, 'getUploadFormUrl').find((call) => argumentOf(call, 'sessionKey') === '');
  if (used) return broken('It asked for an upload address with an empty session key.', SHOULD, [used]);
  const refused = callsOf(journal, 'createUploadSessionKey').some((call) => (answerOf(call) ?? '') === '');
  return refused ? KEPT : NOT_EXERCISED;
}

export const noSessionKey: ClientRequirement = {
  id: 'UP-10',
  title: 'It stops at an empty or absent session key.',
  level: 'must',
  evidence: { source: 'howto', about: 'session key: empty or null means no' },
  appliesTo: only('no session key'),
  scenario: () =>
    scenarioOf(fc.constantFrom(...NO_KEYS.map(({ value }) => value)), (act) => ({
      rules: [onCall('createUploadSessionKey', act)],
    })),
  judge: (observation) =>
    judgeStop(observation, {
      step: 'createUploadSessionKey',
      isRefusal: (call) => (answerOf(call) ?? '') === '',
      forbidden: ['getUploadFormUrl'],
      should: SHOULD,
    }),
  judgeJournal,
};
