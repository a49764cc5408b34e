import { judgeSuccess } from '../../reading/claims.js';
import { FREE_SPACE, justFitting } from '../../reading/limits.js';
import type { ClientRequirement } from '../../requirement.js';
import { atLimit } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const allFreeSpace: ClientRequirement = {
  id: 'UP-06',
  title: 'A file that is just as large as the free space is uploaded.',
  level: 'must',
  evidence: { source: 'howto', about: 'free space: what fits can be uploaded' },
  appliesTo: atLimit('freeSpace'),
  explainedBy: UPLOADING,
  scenario: () => justFitting(FREE_SPACE),
  judge: (observation) =>
    judgeSuccess(
      observation,
      'It should upload the file, as it has no byte too many: just as many are free.',
    ),
};
