import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import {
  argumentOf,
  callsOf,
  type Journal,
  noNumberIn,
  numberOf,
  partsIn,
  touched,
} from '../../reading/journal.js';
import { isTooSmall, reservationsIn } from '../../reading/recipe.js';
import { resultOf } from '../../reading/results.js';
import { judgeStop } from '../../reading/stopping.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { NO_FILE_IDS } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { anyOf, disturbedBy, scenario, wideIds } from '../../scenarios/scenario.js';
import { calm, only } from '../applicability.js';

const NO_ID =
  'Only a positive file id can be uploaded to: it should send no byte, finish nothing and report a failure.';

function judgeUsedId(journal: Journal): Verdict {
  const finished = callsOf(journal, 'uploadFinishFile').filter(
    (call) => !/^[1-9]/.test(argumentOf(call, 'fileId')),
  );
  const sent = partsIn(journal).filter(({ fileId }) => fileId !== undefined && !/^[1-9]/.test(fileId));
  const [used] = [...sent, ...finished];
  if (used) {
    const id = used.kind === 'part' ? used.fileId : argumentOf(used, 'fileId');
    return broken(`It went on with the file id ${id}.`, NO_ID, [used]);
  }
  return callsOf(journal, 'uploadStartFile').some((call) => isTooSmall(numberOf(call)))
    ? KEPT
    : NOT_EXERCISED;
}

const ALL_DIGITS =
  'Ids are 64-bit numbers: it should send them with all their digits, as they were returned.';

/** Every id that was sent back must be one that was handed out. */
function judgeSentIds(journal: Journal): Verdict {
  const reservations = reservationsIn(journal);
  if (!reservations.some(({ id }) => id >= 2n ** 31n)) return NOT_EXERCISED;
  const ids = reservations.map(({ id }) => String(id));
  const unreadable = partsIn(journal).find((part) => noNumberIn(part)?.startsWith('resumableFileId'));
  if (unreadable)
    return broken(
      `It reserved the file ${ids.join(', ')} and posted a part that was refused: ${noNumberIn(unreadable)}.`,
      ALL_DIGITS,
      [unreadable],
    );
  const parts = partsIn(journal).filter(({ fileId }) => fileId !== undefined);
  const sent = [
    ...parts.map((entry) => ({ entry, id: entry.fileId ?? '' })),
    ...callsOf(journal, 'uploadFinishFile').map((entry) => ({ entry, id: argumentOf(entry, 'fileId') })),
  ];
  const stranger = sent.find(({ id }) => !ids.includes(id));
  if (stranger)
    return broken(`It reserved the file ${ids.join(', ')} and went on with ${stranger.id}.`, ALL_DIGITS, [
      stranger.entry,
    ]);
  if (sent.length > 0) return KEPT;
  // What was disturbed then may be why; and of a form that the service did not read, the id is not known.
  if (touched(journal).length > 0 || partsIn(journal).length > 0) return NOT_EXERCISED;
  return broken(
    `It gave up after it had reserved the file ${ids[0]}.`,
    ALL_DIGITS,
    callsOf(journal, 'uploadStartFile'),
  );
}

/** The id that the client reports, if any, serves to find the file again. */
function judgeReported({ uploads, journal }: Observation): Verdict | undefined {
  const ids = reservationsIn(journal).map(({ id }) => String(id));
  const reported = uploads.flatMap(({ said }) => resultOf(said, 'upload')?.fileId ?? []);
  const stranger = reported.find((id) => !ids.includes(id));
  if (stranger === undefined || !ids.some((id) => BigInt(id) >= 2n ** 31n)) return undefined;
  return broken(
    `It reserved the file ${ids.join(', ')} and reported ${stranger}.`,
    ALL_DIGITS,
    callsOf(journal, 'uploadStartFile'),
  );
}

/** The id that uploadStartFile returns: which ones can be used, and that they keep their digits (howto, wsdl). */
export const FILE_ID: readonly ClientRequirement[] = [
  {
    id: 'UP-16',
    title: 'It stops at a file id of 0 or less.',
    level: 'must',
    evidence: { source: 'howto', about: 'reserve a file id: only a positive one will do' },
    appliesTo: only('no file id'),
    // In 32 bits without a sign, -2 is a positive number.
    explainedAnywhereBy: ['UP-17'],
    scenario: () =>
      disturbedBy(anyOf(NO_FILE_IDS).map((value) => onCall('uploadStartFile', { act: 'return', value }))),
    judge: (observation) =>
      judgeStop(observation, {
        step: 'uploadStartFile',
        isRefusal: (call) => isTooSmall(numberOf(call)),
        forbidden: ['uploadFinishFile'],
        should: NO_ID,
      }),
    judgeJournal: judgeUsedId,
  },
  {
    id: 'UP-17',
    title: 'Ids beyond 2^31 and 2^53 keep all their digits.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'ids are of the type long' },
    meetsCorners: true,
    appliesTo: calm,
    // A client that mixes up ids, or gives up, does so with any id.
    explainedPlainlyBy: ['UP-22', 'UP-53'],
    scenario: () => scenario({ firstId: wideIds(), folder: fc.constantFrom(null, 'Docs') }),
    judge: (observation) => judgeReported(observation) ?? judgeSentIds(observation.journal),
    judgeJournal: judgeSentIds,
  },
];
