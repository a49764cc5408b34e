import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import { type AskedUpload, askedUploads } from '../../reading/claims.js';
import { type Journal, type Part, partsIn, returnedText } from '../../reading/journal.js';
import { reservationsIn } from '../../reading/recipe.js';
import { refusedForItsBytes } from '../../reading/refused-bytes.js';
import { theFile } from '../../reading/texts.js';
import { takenParts } from '../../reading/tiling.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { CONTENTS } from '../../scenarios/corners/contents.js';
import { fileOf, smallSizes } from '../../scenarios/files.js';
import { anyOf, scenario } from '../../scenarios/scenario.js';
import { fitting } from '../applicability.js';

function mistakeIn(
  { account, digests, journal }: Observation,
  uploads: readonly AskedUpload[],
): string | undefined {
  const meant = uploads.find(({ isHeld }) => !isHeld)?.file;
  const ofFile = meant ? theFile(meant) : 'the file';
  const [stranger] = account.files.filter(({ md5 }) => !digests.includes(md5));
  if (stranger) return `It uploaded ${bytes(stranger.size)} that are others than those of ${ofFile}.`;
  const refused = refusedForItsBytes({ journal, digests });
  if (refused) return `It sent other bytes than those of ${ofFile}: ${returnedText(refused)}`;
  const parts = takenOrRefused(journal);
  const large = parts.find(({ received }) =>
    uploads.every(({ file }) => BigInt(received) > BigInt(file.size)),
  );
  if (large) return `It posted ${bytes(large.received)} of ${ofFile}.`;
  return lackingIn(journal, uploads);
}

const takenOrRefused = (journal: Journal): Part[] =>
  partsIn(journal).filter(({ outcome, fileId }) => outcome !== 'cut' && fileId !== undefined);

/** Bytes that are missing may be those that something takes for more than bytes. A client that loses others as well breaks UP-23. */
function lackingIn(journal: Journal, [upload, ...others]: readonly AskedUpload[]): string | undefined {
  if (!upload || others.length > 0 || (upload.file.content ?? upload.file.text) === undefined)
    return undefined;
  const [reservation] = reservationsIn(journal);
  if (!reservation || reservation.finishes.length === 0) return undefined;
  const received = takenParts(reservation.parts).reduce((sum, part) => sum + BigInt(part.received), 0n);
  return received < BigInt(upload.file.size)
    ? `Of ${theFile(upload.file)} it sent ${bytes(received)}.`
    : undefined;
}

/** The bytes of parts are those of the file (client). */
export const BYTES: readonly ClientRequirement[] = [
  {
    id: 'UP-55',
    title: 'The bytes arrive as they are in the file: line ends, zeros and all others.',
    level: 'must',
    evidence: { source: 'client', about: 'text modes, charsets and trimming change bytes' },
    meetsCorners: true,
    appliesTo: fitting,
    // Bytes that are missing for any content.
    explainedPlainlyBy: ['UP-16', 'UP-17', 'UP-19', 'UP-21', 'UP-22', 'UP-23', 'UP-26'],
    scenario: () =>
      scenario({
        files: fc
          .tuple(fileOf({ size: smallSizes() }), anyOf(CONTENTS))
          .map(([file, content]) => [{ ...file, content }]),
      }),
    judge(observation) {
      const { account, digests, journal } = observation;
      const uploads = askedUploads(observation);
      const mistake = uploads.length === 0 ? undefined : mistakeIn(observation, uploads);
      if (mistake !== undefined)
        return broken(
          mistake,
          'It should send the bytes of the file, and change none of them.',
          journal.filter(({ kind }) => kind === 'part'),
        );
      const isSeen = uploads.length > 0 && account.files.some(({ md5 }) => digests.includes(md5));
      return isSeen ? KEPT : NOT_EXERCISED;
    },
  },
];
