import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import { bytes } from '../../../reports/text/wording.js';
import { partsIn } from '../../reading/journal.js';
import { stretchOf, takenParts } from '../../reading/tiling.js';
import type { ClientRequirement } from '../../requirement.js';
import { manyPartSizes, oneFile } from '../../scenarios/files.js';
import { onPart } from '../../scenarios/rules.js';
import { scenario } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

export const resumeWhatLacks: ClientRequirement = {
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
};
