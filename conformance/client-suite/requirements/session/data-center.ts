import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import {
  argumentOf,
  type Call,
  callsOf,
  type Journal,
  numberOf,
  returnedText,
} from '../../reading/journal.js';
import { isTooSmall } from '../../reading/recipe.js';
import { judgeStop } from '../../reading/stopping.js';
import { quotedApart } from '../../reading/texts.js';
import { judgeGivenUp, judgeUnreadable } from '../../reading/unreadable.js';
import type { ClientRequirement } from '../../requirement.js';
import { NO_DATA_CENTERS } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { anyOf, disturbedBy, scenarioOf } from '../../scenarios/scenario.js';
import { calm, only } from '../applicability.js';

const NO_CENTER =
  'A data center of 0 or less means that something went wrong: it should ask for no address, send no byte and report a failure.';

function judgeUsedCenter(journal: Journal): Verdict {
  const used = callsOf(journal, 'getUploadFormUrl').find(
    (call) => Number(argumentOf(call, 'dataCenterId')) <= 0,
  );
  if (used) {
    const center = argumentOf(used, 'dataCenterId');
    return broken(`It asked for an upload address with data center ${center}.`, NO_CENTER, [used]);
  }
  const refused = callsOf(journal, 'getNewFileDataCenter').some((call) => isTooSmall(numberOf(call)));
  return refused ? KEPT : NOT_EXERCISED;
}

function judgePassedOn(journal: Journal): Verdict {
  const asked = callsOf(journal, 'getUploadFormUrl');
  return (
    foreign(asked, 'dataCenterId', callsOf(journal, 'getNewFileDataCenter')) ??
    foreign(asked, 'sessionKey', callsOf(journal, 'createUploadSessionKey')) ??
    (asked.length > 0 ? KEPT : NOT_EXERCISED)
  );
}

/** An address that was asked for with a value that no response had before. */
function foreign(asked: readonly Call[], argument: string, answers: readonly Call[]): Verdict | undefined {
  for (const call of asked) {
    const sent = argumentOf(call, argument);
    const before = answers.filter(({ seq }) => seq < call.seq);
    if (before.some((answer) => returnedText(answer) === sent)) continue;
    const [shown, given] = quotedApart(
      sent,
      before.map((answer) => returnedText(answer) ?? ''),
    );
    return broken(
      `It asked for an upload address with ${argument} ${shown}, and the responses had ${given.join(', ') || 'none'}.`,
      'It should pass on the data center and the session key just as they were returned.',
      [...before, call],
    );
  }
  return undefined;
}

const TAILS = ['', '-_.~', ' +%20', `<&>"']]>`, '='] as const;

/** The data center, and the upload address that it and the session key lead to (howto). */
export const DATA_CENTER: readonly ClientRequirement[] = [
  {
    id: 'UP-11',
    title: 'It stops at a data center of 0 or less, and never asks for an address with it.',
    level: 'must',
    evidence: { source: 'howto', about: 'data center: 0 or less is an error' },
    appliesTo: only('no data center'),
    // Who loses bits of the number takes a negative one for another.
    explainedBy: ['UP-12'],
    scenario: () =>
      disturbedBy(
        anyOf(NO_DATA_CENTERS).map((value) => onCall('getNewFileDataCenter', { act: 'return', value })),
      ),
    judge: (observation) =>
      judgeStop(observation, {
        step: 'getNewFileDataCenter',
        isRefusal: (call) => isTooSmall(numberOf(call)),
        forbidden: ['getUploadFormUrl'],
        should: NO_CENTER,
      }),
    judgeJournal: judgeUsedCenter,
  },
  {
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
      judgePassedOn(observation.journal),
    judgeJournal: judgePassedOn,
  },
];
