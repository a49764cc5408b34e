import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { answerOf, argumentOf, type Call, callsOf, type Journal } from '../../reading/journal.js';
import { quotedApart } from '../../reading/texts.js';
import { judgeGivenUp, judgeUnreadable } from '../../reading/unreadable.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

function judge(journal: Journal): Verdict {
  const asked = callsOf(journal, 'getUploadFormUrl');
  return (
    foreign(asked, 'dataCenterId', callsOf(journal, 'getNewFileDataCenter')) ??
    foreign(asked, 'sessionKey', callsOf(journal, 'createUploadSessionKey')) ??
    (asked.length > 0 ? KEPT : NOT_EXERCISED)
  );
}

/** An address that was asked for with something that no answer has named before. */
function foreign(asked: readonly Call[], argument: string, answers: readonly Call[]): Verdict | undefined {
  for (const call of asked) {
    const sent = argumentOf(call, argument);
    const before = answers.filter(({ seq }) => seq < call.seq);
    if (before.some((answer) => answerOf(answer) === sent)) continue;
    const [shown, told] = quotedApart(
      sent,
      before.map((answer) => answerOf(answer) ?? ''),
    );
    return broken(
      `It asked for an upload address with ${argument} ${shown}, and the responses had ${told.join(', ') || 'none'}.`,
      'It should pass on the data center and the session key just as they were answered.',
      [...before, call],
    );
  }
  return undefined;
}

const TAILS = ['', '-_.~', ' +%20', `<&>"']]>`, '='] as const;

export const addressOfCenterAndKey: ClientRequirement = {
  id: 'UP-12',
  title: 'It asks for the address with the very data center and session key that it was given.',
  level: 'must',
  evidence: { source: 'howto', about: 'upload address: from session and data center' },
  meetsCorners: true,
  appliesTo: calm,
  // Who uploads nothing at all has no trouble with keys.
  explainedPlainlyBy: ['UP-53'],
  scenario: () =>
    scenarioOf(
      fc.record({
        center: fc.oneof(
          { withCrossShrink: true },
          fc.integer({ min: 1, max: 999 }),
          fc.constant(2 ** 31 - 1),
        ),
        tail: fc.constantFrom(...TAILS),
      }),
      ({ center, tail }) => ({
        rules: [
          onCall('getNewFileDataCenter', { act: 'return', value: String(center) }),
          ...(tail === '' ? [] : [onCall('getFreeSpace', { act: 'account', sessionKeyTail: tail })]),
        ],
      }),
    ),
  judge: (observation) =>
    judgeUnreadable(observation, 'session key') ??
    judgeGivenUp(observation, 'session key', ['getUploadFormUrl']) ??
    judge(observation.journal),
  judgeJournal: judge,
};
