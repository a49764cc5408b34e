import { FREE_SPACE, judgeReserved, judgeTooLarge, tooLarge } from '../../reading/limits.js';
import type { ClientRequirement } from '../../requirement.js';
import { beyondLimit } from '../applicability.js';

export const noFreeSpace: ClientRequirement = {
  id: 'UP-03',
  title:
    'A file that is larger than the free space is not reserved, not a byte of it is sent, and this is reported as a failure.',
  level: 'must',
  evidence: { source: 'howto', about: 'free space: the file must fit' },
  appliesTo: beyondLimit('freeSpace'),
  explainedBy: ['UP-01'],
  scenario: () => tooLarge(FREE_SPACE),
  judge: (observation) => judgeTooLarge(observation, FREE_SPACE),
  judgeJournal: (journal) => judgeReserved(journal, FREE_SPACE),
};
