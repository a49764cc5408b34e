import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { argumentOf, callsOf, type Journal, noNumberIn, partsIn, touched } from '../../reading/journal.js';
import { reservationsIn } from '../../reading/recipe.js';
import { resultOf } from '../../reading/results.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { wideIds } from '../../scenarios/ids.js';
import { scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

const SHOULD = 'Ids are 64-bit numbers: it should send them with all their digits, as they were answered.';

/** Every id that was sent back must be one that was handed out. */
function judge(journal: Journal): Verdict {
  const reservations = reservationsIn(journal);
  if (!reservations.some(({ id }) => id >= 2n ** 31n)) return NOT_EXERCISED;
  const ids = reservations.map(({ id }) => String(id));
  const unreadable = partsIn(journal).find((part) => noNumberIn(part)?.startsWith('resumableFileId'));
  if (unreadable)
    return broken(
      `It reserved the file ${ids.join(', ')} and posted a part that was refused: ${noNumberIn(unreadable)}.`,
      SHOULD,
      [unreadable],
    );
  const parts = partsIn(journal).filter(({ fileId }) => fileId !== undefined);
  const sent = [
    ...parts.map((entry) => ({ entry, id: entry.fileId ?? '' })),
    ...callsOf(journal, 'uploadFinishFile').map((entry) => ({ entry, id: argumentOf(entry, 'fileId') })),
  ];
  const stranger = sent.find(({ id }) => !ids.includes(id));
  if (stranger)
    return broken(`It reserved the file ${ids.join(', ')} and went on with ${stranger.id}.`, SHOULD, [
      stranger.entry,
    ]);
  if (sent.length > 0) return KEPT;
  // What was disturbed then may be why; and of a form that the service did not read, the id is not known.
  if (touched(journal).length > 0 || partsIn(journal).length > 0) return NOT_EXERCISED;
  return broken(
    `It gave up after it had reserved the file ${ids[0]}.`,
    SHOULD,
    callsOf(journal, 'uploadStartFile'),
  );
}

/** The id that the client reports, if any, serves to find the file again. */
function judgeReported({ uploads, journal }: Observation): Verdict | undefined {
  const ids = reservationsIn(journal).map(({ id }) => String(id));
  const told = uploads.flatMap(({ said }) => resultOf(said, 'upload')?.fileId ?? []);
  const stranger = told.find((id) => !ids.includes(id));
  if (stranger === undefined || !ids.some((id) => BigInt(id) >= 2n ** 31n)) return undefined;
  return broken(
    `It reserved the file ${ids.join(', ')} and reported ${stranger}.`,
    SHOULD,
    callsOf(journal, 'uploadStartFile'),
  );
}

export const wideFileIds: ClientRequirement = {
  id: 'UP-17',
  title: 'Ids beyond 2^31 and 2^53 keep all their digits.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'ids are of the type long' },
  meetsCorners: true,
  appliesTo: calm,
  // A client that mixes up ids, or gives up, does so with any id.
  explainedPlainlyBy: ['UP-22', 'UP-53'],
  scenario: () => scenario({ firstId: wideIds(), folder: fc.constantFrom(null, 'Docs') }),
  judge: (observation) => judgeReported(observation) ?? judge(observation.journal),
  judgeJournal: judge,
};
