import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import { endedBefore, type Journal, type Part, partsIn, returnedText } from '../../reading/journal.js';
import { refusedForItsBytes } from '../../reading/refused-bytes.js';
import { stretchOf, takenParts } from '../../reading/tiling.js';
import type { ClientRequirement } from '../../requirement.js';
import { cutConnections, refusals } from '../../scenarios/acts.js';
import { anySizes, fileOf, manyPartSizes, oneFile } from '../../scenarios/files.js';
import { onPart } from '../../scenarios/rules.js';
import { scenario, scenarioOf } from '../../scenarios/scenario.js';
import { both, only, passing } from '../applicability.js';

/** Parts that had not got through before. Of one that was not read, the place is not known. */
const sentAgain = (journal: Journal, lost: readonly Part[]): Part[] =>
  partsIn(journal).filter((part) =>
    lost.some(
      (first) =>
        endedBefore(first, part) &&
        (first.firstByte ?? part.firstByte) === part.firstByte &&
        (first.fileId ?? part.fileId) === part.fileId,
    ),
  );

/** Parts that are sent again, in the same upload or when it is resumed (howto). */
export const SENT_AGAIN: readonly ClientRequirement[] = [
  {
    id: 'UP-37',
    title: 'When it goes on with an upload, it sends only what has not been taken yet.',
    level: 'must',
    evidence: { source: 'howto', about: 'the POST: parts, each with its first byte' },
    needs: ['resume'],
    appliesTo: only('part refused'),
    explainedBy: ['UP-17', 'UP-21', 'UP-22', 'UP-23', 'UP-53'],
    scenario: () =>
      scenario({
        files: oneFile({ size: manyPartSizes() }),
        // As often as a patient client tries, and then all is well again.
        rules: fc
          .integer({ min: 8, max: 12 })
          .map((times) => [
            onPart([{ act: 'status', status: 500, body: 'Internal error' }], { nth: { from: 2 }, times }),
          ]),
        steps: fc.constant([{ does: 'resume', file: 0 }]),
      }),
    judge({ journal, steps, uploads }) {
      const [resumed] = steps;
      if (resumed?.step.does !== 'resume' || resumed.said.kind === 'unsupported') return NOT_EXERCISED;
      // An upload that was claimed to be done cannot be resumed: what is sent then is another upload.
      if (uploads.some(({ said }) => said.kind === 'ok')) return NOT_EXERCISED;
      const before = takenParts(partsIn(journal).filter(({ seq }) => seq < resumed.details.fromSeq));
      const after = partsIn(journal).filter(({ seq }) => seq >= resumed.details.fromSeq);
      if (before.length === 0 || after.length === 0) return NOT_EXERCISED;
      for (const part of after) {
        const { start, end } = stretchOf(part);
        const known = before.find((each) => stretchOf(each).start < end && start < stretchOf(each).end);
        if (known)
          return broken(
            `It went on with the upload and sent ${bytes(part.received)} from byte ${start} on, where ${bytes(known.received)} from byte ${known.firstByte} on had been taken.`,
            'It should go on under the same file id, and send the parts that have not been taken.',
            [known, part],
          );
      }
      return KEPT;
    },
  },
  {
    id: 'UP-59',
    title: 'A part that is sent again has the bytes that it had the first time.',
    level: 'must',
    evidence: { source: 'howto', about: 'the POST: the part of the file that begins at resumableFirstByte' },
    appliesTo: both(only('part refused', 'part cut'), passing),
    // Whose bytes are others the first time as well.
    explainedPlainlyBy: ['UP-16', 'UP-21', 'UP-22', 'UP-23', 'UP-27', 'UP-55'],
    // Always the first part, as each client has one: what was learnt of a client makes cases in which later ones fail.
    scenario: () =>
      scenarioOf(
        fileOf({ size: anySizes() }).chain((file) =>
          fc
            .oneof({ withCrossShrink: true }, refusals(), cutConnections(file.size))
            .map((trouble) => ({ file, rule: onPart([trouble], { times: 1 }) })),
        ),
        ({ file, rule }) => ({ files: [file], rules: [rule] }),
      ),
    judge({ journal, digests }) {
      const lost = partsIn(journal).filter(({ rules }) => rules.length > 0);
      if (lost.length === 0) return NOT_EXERCISED;
      const [again] = sentAgain(journal, lost);
      const refused = refusedForItsBytes({ journal, digests });
      // A client may give up instead.
      if (!again || !refused) return KEPT;
      return broken(
        `A part did not get through, it sent it again, and then its bytes were others than those of the file: ${returnedText(refused)}`,
        'It should read the bytes of the part from the file anew, or keep them, and send all of them again.',
        [again, refused],
      );
    },
  },
];
