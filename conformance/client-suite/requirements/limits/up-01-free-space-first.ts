import fc from 'fast-check';
import { judgeAskedFirst } from '../../reading/asked-first.js';
import type { Journal } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

const judge = (journal: Journal) => judgeAskedFirst(journal, 'getFreeSpace', 'the free space');

export const freeSpaceFirst: ClientRequirement = {
  id: 'UP-01',
  title: 'It asks for the free space before it reserves or sends anything.',
  level: 'must',
  evidence: { source: 'howto', about: 'first of all, the free space' },
  appliesTo: calm,
  scenario: () => scenario({ folder: fc.constantFrom(null, 'Docs') }),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
