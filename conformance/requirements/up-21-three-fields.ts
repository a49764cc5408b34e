import { situations } from '../scenarios/situations.js';
import { calm } from './applicability.js';
import { type Journal, type Part, partsIn } from './reading/journal.js';
import { quoted } from './reading/texts.js';
import type { Requirement, Verdict } from './requirement.js';
import { broken, KEPT, NOT_EXERCISED } from './verdict.js';

const FIELDS = ['FilePart', 'resumableFileId', 'resumableFirstByte'] as const;

const namesIn = ({ fields }: Part): string[] => fields.map(({ name }) => name).sort();

/** Of a request that broke off, or was refused before it was read, not all fields are known. */
function judge(journal: Journal): Verdict {
  const parts = partsIn(journal).filter(
    ({ outcome, rules }) => outcome !== 'cut' && (outcome === 'ok' || rules.length === 0),
  );
  const should = `Each form should have ${FIELDS.join(', ')}, each of them once, and nothing else; FilePart is a file.`;
  for (const part of parts) {
    if (namesIn(part).join() !== FIELDS.join())
      return broken(`It posted a form with ${namesIn(part).join(', ') || 'no fields'}.`, should, [part]);
    const text = part.fields.find(({ name, value }) => name === 'FilePart' && value !== undefined);
    if (text)
      return broken(
        `It posted FilePart as a text, ${quoted(text.value ?? '')}: its Content-Disposition had no filename.`,
        should,
        [part],
      );
  }
  return parts.length > 0 ? KEPT : NOT_EXERCISED;
}

export const threeFields: Requirement = {
  id: 'UP-21',
  title: 'Each POST is a form with exactly the three fields.',
  level: 'must',
  evidence: { source: 'howto', about: 'the POST: multipart/form-data and its fields' },
  meetsCorners: true,
  appliesTo: calm,
  situations: () => situations(),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
