import { allOf, broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import {
  argumentOf,
  broughtFile,
  byJournal,
  callsOf,
  endedBefore,
  isBefore,
  type Journal,
  noNumberIn,
  type Part,
  partsIn,
} from '../../reading/journal.js';
import { type Reservation, reservationsIn } from '../../reading/recipe.js';
import { type Flaw, flawIn, type Stretch, stretchOf, takenParts } from '../../reading/tiling.js';
import type { ClientRequirement } from '../../requirement.js';
import { anySizes, oneFile } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { calmAlone } from '../applicability.js';

function judgePlaces(journal: Journal): Verdict {
  const reservations = reservationsIn(journal);
  // Of a form without a file the service reads no more: that is for UP-21.
  const parts = partsIn(journal).filter((part) => part.outcome !== 'cut' && broughtFile(part));
  if (!parts.some((part) => part.fileId !== undefined || noNumberIn(part))) return NOT_EXERCISED;
  for (const part of parts) {
    const wrong = mistakeIn(part, reservations, journal);
    if (wrong !== undefined)
      return broken(
        wrong,
        'Each part should carry the id that uploadStartFile returned, and the place in the file that its first byte has.',
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

const EACH_BYTE_ONCE =
  'The parts that are taken should make up the file: each byte in one of them, and in no more than one.';

/** Once the client says that all parts are sent. */
function judgeTiling(journal: Journal): Verdict {
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
  return broken(`${telling(flaw)} of a file of ${bytes(size)}, and it finished the upload.`, EACH_BYTE_ONCE, [
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

/** Where parts belong: the reserved file, and their places in it (howto). */
export const PLACES: readonly ClientRequirement[] = [
  {
    id: 'UP-22',
    title: 'Each POST names the reserved file, and the place of its first byte in it.',
    level: 'must',
    evidence: { source: 'howto', about: 'the POST: resumableFileId and resumableFirstByte' },
    meetsCorners: true,
    appliesTo: calmAlone,
    explainedBy: ['UP-16', 'UP-17', 'UP-19', 'UP-21', 'UP-55'],
    scenario: () =>
      scenario({
        files: oneFile({ size: anySizes() }),
      }),
    ...byJournal(judgePlaces),
  },
  {
    id: 'UP-23',
    title: 'Its parts make up the file: no byte is missing, and none is sent twice.',
    level: 'must',
    evidence: { source: 'howto', about: 'the POST: a file that is divided into parts' },
    meetsCorners: true,
    appliesTo: calmAlone,
    explainedBy: ['UP-16', 'UP-17', 'UP-19', 'UP-21', 'UP-22', 'UP-55'],
    scenario: () =>
      scenario({
        files: oneFile({ size: anySizes() }),
      }),
    ...byJournal(judgeTiling),
  },
];
