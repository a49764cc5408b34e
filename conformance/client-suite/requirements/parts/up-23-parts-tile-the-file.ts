import fc from 'fast-check';
import { allOf, broken, KEPT } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { bytes } from '../../../reports/text/wording.js';
import { broughtFile, endedBefore, type Journal, type Part, partsIn } from '../../reading/journal.js';
import { type Reservation, reservationsIn } from '../../reading/recipe.js';
import { type Flaw, flawIn, type Stretch, takenParts } from '../../reading/tiling.js';
import type { ClientRequirement } from '../../requirement.js';
import { manyPartSizes, oneFile, smallSizes } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { calmAlone } from '../applicability.js';

const SHOULD =
  'The parts that are taken should make up the file: each byte in one of them, and in no more than one.';

/** Once the client says that all parts are sent. */
function judge(journal: Journal): Verdict {
  // Bytes that came as a text are not missing: they were sent in a wrong way (UP-21).
  const asTexts = partsIn(journal).some((part) => part.outcome !== 'cut' && !broughtFile(part));
  return allOf(
    reservationsIn(journal)
      .filter(({ finishes, parts }) => finishes.length > 0 && !(asTexts && takenParts(parts).length === 0))
      .map(judgeParts),
  );
}

function judgeParts({ parts: all, size, finishes, call }: Reservation): Verdict {
  // What was sent before a refusal may be sent anew: the last attempt counts.
  const refused = finishes.filter(({ result, outcome }) => outcome !== 'ok' || (result ?? '') !== '');
  const attemptOf = (part: Part): number => refused.filter((finish) => endedBefore(finish, part)).length;
  const last = Math.max(0, ...all.map(attemptOf));
  const parts = all.filter((part) => attemptOf(part) === last);
  const undisturbed = parts.filter(({ rules }) => rules.length === 0);
  const taken = takenParts(undisturbed);
  const flaw = flawIn(taken, size);
  if (!flaw) return KEPT;
  // What it sent and what did not arrive as it was sent is for others to judge.
  if (flaw.is === 'gap' && undisturbed.length < parts.length && wasSent(flaw.at, parts)) return KEPT;
  const shown = flaw.is === 'overlap' ? flaw.of : taken.length > 0 ? taken : [call];
  return broken(`${telling(flaw)} of a file of ${bytes(size)}, and it finished the upload.`, SHOULD, [
    ...shown,
    ...finishes.slice(0, 1),
  ]);
}

/** Whether each byte of a range was sent once, with any outcome. */
const wasSent = (at: Stretch, parts: readonly Part[]): boolean =>
  parts.some(
    ({ rules, firstByte }) => rules.length > 0 && (firstByte === undefined || BigInt(firstByte) <= at.start),
  );

function telling({ is, at: { start, end } }: Flaw): string {
  const stretch = `${bytes(end - start)} from byte ${start} on`;
  if (is === 'gap') return `It never sent ${stretch}`;
  return is === 'overlap' ? `It sent ${stretch} in two parts` : `It sent ${stretch}, past the end`;
}

export const partsTileTheFile: ClientRequirement = {
  id: 'UP-23',
  title: 'Its parts make up the file: no byte is missing, and none is sent twice.',
  level: 'must',
  evidence: { source: 'howto', about: 'the POST: a file that is divided into parts' },
  meetsCorners: true,
  appliesTo: calmAlone,
  explainedBy: ['UP-16', 'UP-17', 'UP-19', 'UP-21', 'UP-22', 'UP-55'],
  scenario: () =>
    scenario({
      files: oneFile({ size: fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes()) }),
    }),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
