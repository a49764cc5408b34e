import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { type Journal, partsIn } from '../../reading/journal.js';
import { addressesIn } from '../../reading/recipe.js';
import { quotedApart } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

function judge(journal: Journal): Verdict {
  const addresses = addressesIn(journal);
  const parts = partsIn(journal);
  if (addresses.length === 0 || parts.length === 0) return NOT_EXERCISED;
  const wrong = parts.find(({ target }) => !addresses.some((address) => keeps(target, address)));
  if (!wrong) return KEPT;
  const [target, given] = quotedApart(wrong.target, addresses.map(withoutHost));
  return broken(
    `It posted to ${target}, and the address was ${given.join(' or ')}.`,
    'It should send everything of the query that the address has, and nothing of a fragment.',
    [wrong],
  );
}

/** As in a request line, for comparison with that. */
const withoutHost = (address: string): string => address.replace(/^https?:\/\/[^/?#]*/i, '');

/** Whether all pairs of the query are still there. A client may add others, and may escape in its own way. */
function keeps(target: string, address: string): boolean {
  if (target.includes('#')) return false;
  const sent = pairs(target);
  return pairs(address.replace(/#.*$/, '')).every((pair) => sent.includes(pair));
}

const pairs = (address: string): string[] =>
  Array.from(new URLSearchParams(address.replace(/^[^?]*\??/, '')), ([name, value]) =>
    JSON.stringify([name, value]),
  );

const TEMPLATES = [
  '{return}&extra=1',
  '{return}#top',
  '{scheme}://{host}{path}?a=b%26c%3Dd&{query}',
  '{return}&empty=&twice=1&twice=2',
  '{return}&name=a%20b%2Bc#resumableFileId=1',
] as const;

export const queryOfTheAddress: ClientRequirement = {
  id: 'UP-14',
  title: 'It keeps the query of the upload address, and does not send the fragment.',
  level: 'must',
  evidence: { source: 'client', about: 'the address comes with a query, which names the session' },
  meetsCorners: true,
  appliesTo: calm,
  scenario: () =>
    scenarioOf(fc.constantFrom(...TEMPLATES), (template) => ({
      rules: [onCall('getUploadFormUrl', { act: 'rewrite', template })],
    })),
  judge: ({ journal }) => judge(journal),
  judgeJournal: judge,
};
