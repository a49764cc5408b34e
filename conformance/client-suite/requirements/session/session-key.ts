import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { argumentOf, callsOf, type Journal, returnedText } from '../../reading/journal.js';
import { rootNames } from '../../reading/recipe.js';
import { judgeStop } from '../../reading/stopping.js';
import type { ClientRequirement } from '../../requirement.js';
import { NO_KEYS } from '../../scenarios/corners/refusals.js';
import { onCall } from '../../scenarios/rules.js';
import { anyIds, anyOf, disturbedBy, scenario } from '../../scenarios/scenario.js';
import { both, calm, only, toAFolder, toTheRoot } from '../applicability.js';

function judgeRoot(journal: Journal): Verdict {
  const calls = callsOf(journal, 'createUploadSessionKey');
  if (calls.length === 0) return NOT_EXERCISED;
  const roots = rootNames(journal);
  const wrong = calls.find((call) => !roots.has(argumentOf(call, 'dirId')));
  if (!wrong) return KEPT;
  return broken(
    `It asked for a session key for the folder ${argumentOf(wrong, 'dirId')}, and the file was to go to the root.`,
    'For the root it should ask for a session key with -1 (or with the id that getRoot returns).',
    [wrong],
  );
}

const KEY_OF_THE_FOLDER =
  'It should ask for the key with the id of the folder that the file goes to, as the response shows whether that folder can be uploaded to.';

function judgeFolder(journal: Journal, dirId: string): Verdict {
  const calls = callsOf(journal, 'createUploadSessionKey');
  if (calls.length === 0) return NOT_EXERCISED;
  const wrong = calls.find((call) => argumentOf(call, 'dirId') !== dirId);
  if (!wrong) return KEPT;
  return broken(
    `It asked for a session key for the folder ${argumentOf(wrong, 'dirId')}, and the file was to go to the folder ${dirId}.`,
    KEY_OF_THE_FOLDER,
    [wrong],
  );
}

/** In observed sessions the wanted folder is unknown: it is the one that the file was reserved in. */
function judgeReservedFolders(journal: Journal): Verdict {
  const keys = callsOf(journal, 'createUploadSessionKey');
  const roots = rootNames(journal);
  const starts = callsOf(journal, 'uploadStartFile').filter((call) => !roots.has(argumentOf(call, 'dirId')));
  if (keys.length === 0 || starts.length === 0) return NOT_EXERCISED;
  const folders = new Set(keys.map((key) => argumentOf(key, 'dirId')));
  const start = starts.find((call) => !folders.has(argumentOf(call, 'dirId')));
  if (!start) return KEPT;
  return broken(
    `It reserved a file in the folder ${argumentOf(start, 'dirId')} and asked for session keys for ${[...folders].join(', ')} only.`,
    KEY_OF_THE_FOLDER,
    [...keys, start],
  );
}

const NO_KEY =
  'Without a session key the folder cannot be uploaded to: it should ask for no address, send no byte and report a failure.';

function judgeEmptyKey(journal: Journal): Verdict {
  const used = callsOf(journal, 'getUploadFormUrl').find((call) => argumentOf(call, 'sessionKey') === '');
  if (used) return broken('It asked for an upload address with an empty session key.', NO_KEY, [used]);
  const refused = callsOf(journal, 'createUploadSessionKey').some(
    (call) => (returnedText(call) ?? '') === '',
  );
  return refused ? KEPT : NOT_EXERCISED;
}

/** The session key: for which folder a client asks for it, and what it does without one (howto). */
export const SESSION_KEY: readonly ClientRequirement[] = [
  {
    id: 'UP-08',
    title: 'For a file that goes to the root it asks for a session key for the folder -1.',
    level: 'must',
    evidence: { source: 'howto', about: 'session key: -1 is the root' },
    appliesTo: both(calm, toTheRoot),
    scenario: () => scenario(),
    judge: ({ journal }) => judgeRoot(journal),
  },
  {
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
        firstId: anyIds(),
      }),
    judge: ({ journal, dirId }) => judgeFolder(journal, dirId),
    judgeJournal: judgeReservedFolders,
  },
  {
    id: 'UP-10',
    title: 'It stops at an empty or absent session key.',
    level: 'must',
    evidence: { source: 'howto', about: 'session key: empty or null means no' },
    appliesTo: only('no session key'),
    scenario: () => disturbedBy(anyOf(NO_KEYS).map((act) => onCall('createUploadSessionKey', act))),
    judge: (observation) =>
      judgeStop(observation, {
        step: 'createUploadSessionKey',
        isRefusal: (call) => (returnedText(call) ?? '') === '',
        forbidden: ['getUploadFormUrl'],
        should: NO_KEY,
      }),
    judgeJournal: judgeEmptyKey,
  },
];
