import fc from 'fast-check';
import { judgeAskedFirst } from '../../reading/asked-first.js';
import type { Journal } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

const judge = (journal: Journal) => judgeAskedFirst(journal, 'getMaxFileSize', 'the largest file size');

export const largestFileFirst: ClientRequirement = {
  id: 'UP-02',
  title: 'It asks how large a file may be before it reserves or sends anything.',
  level: 'must',
  evidence: { source: 'howto', about: 'first of all, the limit per file' },
  appliesTo: calm,
  scenario: () => scenario({ folder: fc.constantFrom(null, 'Docs') }),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
