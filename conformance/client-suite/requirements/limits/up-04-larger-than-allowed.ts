import { judgeReserved, judgeTooLarge, LARGEST_FILE, tooLarge } from '../../reading/limits.js';
import type { ClientRequirement } from '../../requirement.js';
import { beyondLimit } from '../applicability.js';

export const largerThanAllowed: ClientRequirement = {
  id: 'UP-04',
  title:
    'A file that is larger than a file may be is not reserved, not a byte of it is sent, and this is reported as a failure.',
  level: 'must',
  evidence: { source: 'howto', about: 'limit per file: the file must keep to it' },
  appliesTo: beyondLimit('maxFileSize'),
  explainedBy: ['UP-02'],
  scenario: () => tooLarge(LARGEST_FILE),
  judge: (observation) => judgeTooLarge(observation, LARGEST_FILE),
  judgeJournal: (journal) => judgeReserved(journal, LARGEST_FILE),
};
