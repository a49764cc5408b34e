import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { argumentOf, callsOf, type Journal } from '../../reading/journal.js';
import { rootNames } from '../../reading/recipe.js';
import type { ClientRequirement } from '../../requirement.js';
import { scenario } from '../../scenarios/scenario.js';
import { both, calm, toTheRoot } from '../applicability.js';

function judge(journal: Journal): Verdict {
  const calls = callsOf(journal, 'createUploadSessionKey');
  if (calls.length === 0) return NOT_EXERCISED;
  const roots = rootNames(journal);
  const wrong = calls.find((call) => !roots.has(argumentOf(call, 'dirId')));
  if (!wrong) return KEPT;
  return broken(
    `It asked for a session key for the folder ${argumentOf(wrong, 'dirId')}, and the file was to go to the root.`,
    'For the root it should ask for a session key with -1 (or with the id that getRoot answers).',
    [wrong],
  );
}

export const sessionKeyForTheRoot: ClientRequirement = {
  id: 'UP-08',
  title: 'For a file that goes to the root it asks for a session key for the folder -1.',
  level: 'must',
  evidence: { source: 'howto', about: 'session key: -1 is the root' },
  appliesTo: both(calm, toTheRoot),
  scenario: () => scenario(),
  judge: ({ journal }) => judge(journal),
};
