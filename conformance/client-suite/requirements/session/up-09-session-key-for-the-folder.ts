import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { argumentOf, callsOf, type Journal } from '../../reading/journal.js';
import { rootNames } from '../../reading/recipe.js';
import type { ClientRequirement } from '../../requirement.js';
import { wideIds } from '../../scenarios/ids.js';
import { FIRST_ID, scenario } from '../../scenarios/scenario.js';
import { both, calm, toAFolder } from '../applicability.js';

const SHOULD =
  'It should ask for the key with the id of the folder that the file goes to, as the answer tells whether that folder can be uploaded to.';

function judgeFolder(journal: Journal, dirId: string): Verdict {
  const calls = callsOf(journal, 'createUploadSessionKey');
  if (calls.length === 0) return NOT_EXERCISED;
  const wrong = calls.find((call) => argumentOf(call, 'dirId') !== dirId);
  if (!wrong) return KEPT;
  return broken(
    `It asked for a session key for the folder ${argumentOf(wrong, 'dirId')}, and the file was to go to the folder ${dirId}.`,
    SHOULD,
    [wrong],
  );
}

/** In observed sessions the wanted folder is unknown: it is the one that the file was reserved in. */
function judgeJournal(journal: Journal): Verdict {
  const keys = callsOf(journal, 'createUploadSessionKey');
  const roots = rootNames(journal);
  const starts = callsOf(journal, 'uploadStartFile').filter((call) => !roots.has(argumentOf(call, 'dirId')));
  if (keys.length === 0 || starts.length === 0) return NOT_EXERCISED;
  const folders = new Set(keys.map((key) => argumentOf(key, 'dirId')));
  const start = starts.find((call) => !folders.has(argumentOf(call, 'dirId')));
  if (!start) return KEPT;
  return broken(
    `It reserved a file in the folder ${argumentOf(start, 'dirId')} and asked for session keys for ${[...folders].join(', ')} only.`,
    SHOULD,
    [...keys, start],
  );
}

export const sessionKeyForTheFolder: ClientRequirement = {
  id: 'UP-09',
  title: 'For a file that goes to a folder it asks for a session key for that folder.',
  // Several clients ask for the root with any folder, and the service let them (client).
  level: 'should',
  evidence: { source: 'howto', about: 'session key: the folder it is for' },
  appliesTo: both(calm, toAFolder),
  explainedBy: ['UP-20'],
  scenario: () =>
    scenario({
      folder: fc.constant('Docs'),
      firstId: fc.oneof({ withCrossShrink: true }, fc.constant(FIRST_ID), wideIds()),
    }),
  judge: ({ journal, dirId }) => judgeFolder(journal, dirId),
  judgeJournal,
};
