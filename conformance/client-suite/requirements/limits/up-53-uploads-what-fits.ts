import fc from 'fast-check';
import { judgeSuccess } from '../../reading/claims.js';
import type { ClientRequirement } from '../../requirement.js';
import { manyPartSizes, oneFile, severalFiles, smallSizes } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { fitting } from '../applicability.js';
import { RECIPE } from '../causes.js';

export const uploadsWhatFits: ClientRequirement = {
  id: 'UP-53',
  title: 'A file that fits is uploaded byte by byte, for any name, folder, size and content.',
  level: 'must',
  evidence: { source: 'howto', about: 'the steps, one after the other, end with the file in the account' },
  meetsCorners: true,
  appliesTo: fitting,
  explainedBy: RECIPE,
  scenario: () =>
    scenario({
      files: fc.oneof(
        { withCrossShrink: true },
        oneFile({ size: fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes()) }),
        severalFiles(2, 3),
      ),
      folder: fc.constantFrom(null, 'Docs'),
    }),
  judge: (observation) =>
    judgeSuccess(observation, 'It should upload the file: it fits, and the service does everything well.'),
};
