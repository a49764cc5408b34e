import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { bytes } from '../../../reports/text/wording.js';
import {
  argumentOf,
  broughtFile,
  callsOf,
  endedBefore,
  isBefore,
  type Journal,
  noNumberIn,
  type Part,
  partsIn,
} from '../../reading/journal.js';
import { type Reservation, reservationsIn } from '../../reading/recipe.js';
import { stretchOf } from '../../reading/tiling.js';
import type { ClientRequirement } from '../../requirement.js';
import { manyPartSizes, oneFile, smallSizes } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { calmAlone } from '../applicability.js';

function judge(journal: Journal): Verdict {
  const reservations = reservationsIn(journal);
  // Of a form without a file the service reads no more: that is for UP-21.
  const parts = partsIn(journal).filter((part) => part.outcome !== 'cut' && broughtFile(part));
  if (!parts.some((part) => part.fileId !== undefined || noNumberIn(part))) return NOT_EXERCISED;
  for (const part of parts) {
    const wrong = mistakeIn(part, reservations, journal);
    if (wrong !== undefined)
      return broken(
        wrong,
        'Each part should carry the id that uploadStartFile answered, and the place in the file that its first byte has.',
        [part],
      );
  }
  return KEPT;
}

function mistakeIn(part: Part, reservations: readonly Reservation[], journal: Journal): string | undefined {
  const { fileId, firstByte } = part;
  const text = noNumberIn(part);
  if (text !== undefined) return `It posted a part that was refused: ${text}.`;
  const of =
    reservations.find(({ parts }) => parts.includes(part)) ??
    reservations.find(({ id }) => String(id) === fileId);
  if (!of) {
    const ids = reservations.map(({ id }) => String(id)).join(', ') || 'nothing';
    return `It posted a part of the file ${fileId ?? '(no id)'}, and had reserved ${ids}.`;
  }
  const [last] = reservations.filter(({ call }) => isBefore(call, part)).slice(-1);
  if (last && last !== of && isOver(of, part, journal) && !isOver(last, part, journal))
    return `It posted a part of the file ${of.id}, which was done with, and had reserved ${last.id} since.`;
  if (firstByte === undefined) return 'It posted a part without its first byte.';
  const { start, end } = stretchOf(part);
  if (start >= 0n && end <= of.size) return undefined;
  return `It posted ${bytes(part.received)} from byte ${firstByte} on, of a file of ${bytes(of.size)}.`;
}

/** Whether an upload was finished or given up before a part came. */
function isOver({ id, finishes }: Reservation, part: Part, journal: Journal): boolean {
  const cancels = callsOf(journal, 'uploadCancelFile').filter(
    (call) => argumentOf(call, 'fileId') === String(id),
  );
  const isFinished = finishes.some(
    (finish) => finish.outcome === 'ok' && (finish.result ?? '') === '' && endedBefore(finish, part),
  );
  return isFinished || cancels.some((cancel) => cancel.outcome === 'ok' && endedBefore(cancel, part));
}

export const rightIdAndFirstByte: ClientRequirement = {
  id: 'UP-22',
  title: 'Each POST names the reserved file, and the place of its first byte in it.',
  level: 'must',
  evidence: { source: 'howto', about: 'the POST: resumableFileId and resumableFirstByte' },
  meetsCorners: true,
  appliesTo: calmAlone,
  explainedBy: ['UP-16', 'UP-17', 'UP-19', 'UP-21', 'UP-55'],
  scenario: () =>
    scenario({
      files: oneFile({ size: fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes()) }),
    }),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
