import fc from 'fast-check';
import { allOf, broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { argumentOf, endedBefore, type Journal } from '../../reading/journal.js';
import { type Reservation, reservationsIn } from '../../reading/recipe.js';
import { flawIn, takenParts } from '../../reading/tiling.js';
import type { ClientRequirement } from '../../requirement.js';
import { manyPartSizes, oneFile, smallSizes } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { calmAlone } from '../applicability.js';

const SHOULD = 'It should call uploadFinishFile once, when the last part has been taken.';

const judge = (journal: Journal): Verdict =>
  allOf(reservationsIn(journal).map((reservation) => judgeFinish(reservation, journal)));

function judgeFinish({ id, parts, size, finishes, call }: Reservation, journal: Journal): Verdict {
  // A request that a rule interrupted may have had no effect.
  const taken = takenParts(parts.filter(({ rules }) => rules.length === 0));
  const [finish, again] = finishes;
  if (!finish) {
    // An upload that was given up is none that has to be finished.
    if (taken.length === 0 || flawIn(taken, size)) return NOT_EXERCISED;
    const next = journal
      .filter((entry) => entry.kind === 'call')
      .find((entry) => taken.every((part) => endedBefore(part, entry)));
    const isCancel = next?.function === 'uploadCancelFile' && argumentOf(next, 'fileId') === String(id);
    if (isCancel) return NOT_EXERCISED;
    return broken('It sent the whole file, and never finished the upload.', SHOULD, [call, ...taken]);
  }
  // What failed, or whose answer was lost, may be asked for again.
  if (again && finish.outcome === 'ok' && finish.result === '')
    return broken(`It called uploadFinishFile ${finishes.length} times.`, SHOULD, finishes);
  const late = taken.find((part) => endedBefore(finish, part));
  const wasWhole = !flawIn(
    taken.filter((part) => endedBefore(part, finish)),
    size,
  );
  // What was refused when all was there may be sent anew.
  if (late && !wasWhole && finish.outcome === 'ok')
    return broken(
      `It called uploadFinishFile before the part from byte ${late.firstByte} on was taken.`,
      SHOULD,
      [finish, late],
    );
  return KEPT;
}

export const finishOnceAtTheEnd: ClientRequirement = {
  id: 'UP-26',
  title: 'It finishes each upload once, after the last part.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish: unites the parts' },
  meetsCorners: true,
  appliesTo: calmAlone,
  explainedBy: ['UP-16', 'UP-17', 'UP-21', 'UP-22', 'UP-23'],
  scenario: () =>
    scenario({
      files: oneFile({ size: fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes()) }),
    }),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
