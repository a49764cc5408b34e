import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import { argumentOf } from '../../reading/journal.js';
import { namesOf, startsIn } from '../../reading/recipe.js';
import type { ClientRequirement } from '../../requirement.js';
import { wideIds } from '../../scenarios/ids.js';
import { FIRST_ID, scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

export const wantedFolder: ClientRequirement = {
  id: 'UP-20',
  title: 'It reserves the file in the folder that it is to go to.',
  level: 'must',
  evidence: { source: 'howto', about: 'reserve a file id: folder' },
  meetsCorners: true,
  appliesTo: calm,
  scenario: () =>
    scenario({
      folder: fc.constantFrom('Docs', null),
      firstId: fc.oneof({ withCrossShrink: true }, fc.constant(FIRST_ID), wideIds()),
    }),
  judge({ journal, dirId }) {
    const calls = startsIn(journal);
    if (calls.length === 0) return NOT_EXERCISED;
    const wanted = namesOf(dirId, journal);
    const wrong = calls.find((call) => !wanted.has(argumentOf(call, 'dirId')));
    if (!wrong) return KEPT;
    return broken(
      `It reserved the file in the folder ${argumentOf(wrong, 'dirId')}.`,
      `It should reserve it in the folder ${dirId}${dirId === '-1' ? ', which is the root' : ''}.`,
      [wrong],
    );
  },
};
