import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { type Journal, partsIn } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

function judge(journal: Journal): Verdict {
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

export const noCredentialsInThePost: ClientRequirement = {
  id: 'UP-24',
  title: 'It sends neither login nor password to the upload address.',
  level: 'must',
  evidence: { source: 'howto', about: 'the POST: its fields; credentials are none of them' },
  meetsCorners: true,
  // What is as short may be there by chance.
  appliesTo: (seen) => calm(seen) && (seen.case.password?.length ?? LEAST) >= LEAST,
  scenario: () => scenario(),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
