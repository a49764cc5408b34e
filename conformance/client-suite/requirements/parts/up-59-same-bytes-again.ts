import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import { answerOf, endedBefore, type Journal, type Part, partsIn } from '../../reading/journal.js';
import { refusedForItsBytes } from '../../reading/refused-bytes.js';
import type { ClientRequirement } from '../../requirement.js';
import { cutConnections, refusals } from '../../scenarios/acts.js';
import { fileOf, manyPartSizes, smallSizes } from '../../scenarios/files.js';
import { onPart } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { both, only, passing } from '../applicability.js';

export const sameBytesAgain: ClientRequirement = {
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
      fileOf({ size: fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes()) }).chain((file) =>
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
      `A part did not get through, it sent it again, and then its bytes were others than those of the file: ${answerOf(refused)}`,
      'It should read the bytes of the part from the file anew, or keep them, and send all of them again.',
      [again, refused],
    );
  },
};

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
