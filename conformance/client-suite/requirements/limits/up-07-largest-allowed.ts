import { judgeSuccess } from '../../reading/claims.js';
import { justFitting, LARGEST_FILE } from '../../reading/limits.js';
import type { ClientRequirement } from '../../requirement.js';
import { atLimit } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const largestAllowed: ClientRequirement = {
  id: 'UP-07',
  title: 'A file that is just as large as a file may be is uploaded.',
  level: 'must',
  evidence: { source: 'howto', about: 'limit per file: the limit is the largest size that is allowed' },
  appliesTo: atLimit('maxFileSize'),
  explainedBy: UPLOADING,
  scenario: () => justFitting(LARGEST_FILE),
  judge: (observation) =>
    judgeSuccess(
      observation,
      'It should upload the file, as it has no byte too many: just as many are allowed.',
    ),
};
