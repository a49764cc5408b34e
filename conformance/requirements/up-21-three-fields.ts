import { situations } from '../scenarios/situations.js';
import { type Journal, type Part, partsIn } from './reading/journal.js';
import type { Requirement, Verdict } from './requirement.js';
import { broken, KEPT, NOT_EXERCISED } from './verdict.js';

const FIELDS = ['FilePart', 'resumableFileId', 'resumableFirstByte'] as const;

const namesIn = ({ fields }: Part): string[] => fields.map(({ name }) => name).sort();

/** Of a request that broke off, not all fields have come. */
function judge(journal: Journal): Verdict {
  const parts = partsIn(journal).filter(({ outcome }) => outcome !== 'cut');
  const wrong = parts.find((part) => namesIn(part).join() !== FIELDS.join());
  if (!wrong) return parts.length > 0 ? KEPT : NOT_EXERCISED;
  return broken(
    `It posted a form with ${namesIn(wrong).join(', ') || 'no fields'}.`,
    `Each form should have ${FIELDS.join(', ')}, each of them once, and nothing else.`,
    [wrong],
  );
}

export const threeFields: Requirement = {
  id: 'UP-21',
  title: 'Each POST is a form with exactly the three fields.',
  level: 'must',
  evidence: { source: 'howto', about: 'the POST: multipart/form-data and its fields' },
  situations: () => situations(),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
