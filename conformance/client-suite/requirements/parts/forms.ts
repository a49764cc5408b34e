import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { byJournal, type Journal, type Part, partsIn } from '../../reading/journal.js';
import { quoted } from '../../reading/texts.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

const FIELDS = ['FilePart', 'resumableFileId', 'resumableFirstByte'] as const;

const namesIn = ({ fields }: Part): string[] => fields.map(({ name }) => name).sort();

/** How the service says that what came is no form at all. */
const NO_FORM = /^(Unexpected end of form|Malformed part header|Multipart: |the body is not multipart)/;

/** What is in the file may look like an end of the form: that is for others, as it takes such bytes. */
function judgeReadable({ case: { files }, journal }: Observation): Verdict | undefined {
  if (files.some(({ content, text }) => (content ?? text) !== undefined)) return undefined;
  const part = partsIn(journal).find(
    ({ outcome, rules, refusal }) =>
      outcome === 'refused' && rules.length === 0 && NO_FORM.test(refusal?.reason ?? ''),
  );
  return (
    part &&
    broken(
      `It posted what is no form: ${part.refusal?.reason}.`,
      'Each form should be multipart/form-data: its parts begin with the boundary that its header names, their lines end with CR LF, and two hyphens more end the last one (RFC 2046, 5.1.1).',
      [part],
    )
  );
}

/** Of a request that broke off, or was refused before it was read, not all fields are known. */
function judgeFields(journal: Journal): Verdict {
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

function judgeSecrets(journal: Journal): Verdict {
  const parts = partsIn(journal);
  const telling = parts.find(({ secretsIn }) => secretsIn.length > 0);
  if (!telling) return parts.length > 0 ? KEPT : NOT_EXERCISED;
  return broken(
    `It sent login or password to the upload address, in ${telling.secretsIn.join(' and in ')}.`,
    'The address names the session already: login and password have no business there.',
    [telling],
  );
}

/** Characters of a password by which it is known. */
const LEAST = 4;

/** Which fields the form of a part has, and which it must not have (howto). */
export const FORMS: readonly ClientRequirement[] = [
  {
    id: 'UP-21',
    title: 'Each POST is a form with exactly the three fields.',
    level: 'must',
    evidence: { source: 'howto', about: 'the POST: multipart/form-data and its fields' },
    meetsCorners: true,
    appliesTo: calm,
    scenario: () => scenario(),
    judge: (observation) => judgeReadable(observation) ?? judgeFields(observation.journal),
    judgeJournal: judgeFields,
  },
  {
    id: 'UP-24',
    title: 'It sends neither login nor password to the upload address.',
    level: 'must',
    evidence: { source: 'howto', about: 'the POST: its fields; credentials are none of them' },
    meetsCorners: true,
    // What is as short may be there by chance.
    appliesTo: (seen) => calm(seen) && (seen.case.password?.length ?? LEAST) >= LEAST,
    scenario: () => scenario(),
    ...byJournal(judgeSecrets),
  },
];
