import type { Requirement } from '../../engine/index.js';
import type { ServerRequirement } from '../requirement.js';
import type { StepData } from '../runner/probe.js';
import type { Seen } from '../runner/run-sequence.js';
import { type Sequence, sequences } from '../steps/sequence.js';
import type { Step } from '../steps/step.js';
import { ACCOUNT_GROUP } from './access/account.js';
import { WRONG_PASSWORDS } from './access/wrong-password.js';
import { HISTORY } from './history.js';
import { ADDRESSES } from './links/addresses.js';
import { DIRECT_LINKS } from './links/direct-link.js';
import { DOWNLOADS } from './links/downloads.js';
import { SHARING } from './sharing/properties.js';
import { VISITS_GROUP } from './sharing/visits.js';
import { SPACE } from './space.js';
import { TEXTS } from './texts.js';
import { FILES_IN_BIN, purgeFile, removeFile, restore } from './tree/files-in-bin.js';
import { FOLDERS, newFolder } from './tree/folders.js';
import { FOLDERS_IN_BIN, purgeFolder, removeFolder } from './tree/folders-in-bin.js';
import { ITEMS } from './tree/items.js';
import { LISTINGS } from './tree/listings.js';
import { NAMES, renameFile, renameFolder } from './tree/names.js';
import { PASTES } from './tree/paste.js';
import { UPLOAD_CALLS } from './uploads/calls.js';
import { CANCELS } from './uploads/cancel.js';
import { FINISHES } from './uploads/finish.js';
import { SEVERAL_UPLOADS } from './uploads/several.js';
import { UPLOADS, upload } from './uploads/upload.js';
import { DESCRIPTIONS } from './wire/description.js';
import { REQUESTS } from './wire/requests.js';
import { SPELLINGS } from './wire/spellings.js';
import { VALUES } from './wire/values.js';

/** In the order of the how-to; then what a service does besides uploads. */
const GROUPS = [
  ...[ACCOUNT_GROUP, WRONG_PASSWORDS, SPACE],
  ...[UPLOAD_CALLS, UPLOADS, FINISHES, CANCELS, SEVERAL_UPLOADS],
  ...[FOLDERS, NAMES, PASTES, LISTINGS, ITEMS, FILES_IN_BIN, FOLDERS_IN_BIN],
  ...[DIRECT_LINKS, ADDRESSES, DOWNLOADS, SHARING, VISITS_GROUP, TEXTS, HISTORY],
  ...[REQUESTS, SPELLINGS, DESCRIPTIONS, VALUES],
];

const COMMON = {
  ...{ upload, newFolder, renameFile, renameFolder, removeFile, removeFolder, restore, purgeFile },
  purgeFolder,
};

/** A requirement with the sequences that exercise it and the judgement of what was seen. */
export interface JudgedRequirement extends ServerRequirement, Requirement<Sequence, Seen> {}

/** All requirements for servers. */
export const SERVER_REQUIREMENTS: readonly JudgedRequirement[] = GROUPS.flatMap(
  ({ requirements }) => requirements,
).map((requirement) => ({
  ...requirement,
  scenario: () => sequences(requirement.sequences(COMMON)),
  judge: ({ exercised, broken }) => {
    if (broken?.requirement === requirement.id) return broken.verdict;
    return exercised.has(requirement.id) ? { is: 'kept' } : { is: 'not-exercised' };
  },
}));

const KINDS = new Map(GROUPS.flatMap(({ steps }) => steps).map((kind) => [kind.does, kind]));

/**
 * The step that some data means.
 * @throws ValiError when the data is not of its kind, RangeError when there is no such kind
 */
export function readStep(data: StepData): Step {
  const kind = KINDS.get(data.does);
  if (!kind) throw new RangeError(`There is no step that does ${JSON.stringify(data.does)}.`);
  return kind.read(data);
}
