import type { ClientRequirement } from '../requirement.js';
import { FINISH } from './finish/finish.js';
import { FINISH_RESULTS } from './finish/finish-results.js';
import { OUTCOMES } from './finish/outcomes.js';
import { LIMITS } from './limits/limits.js';
import { WHAT_FITS } from './limits/what-fits.js';
import { CHANGES } from './operations/changes.js';
import { DOWNLOADS } from './operations/downloads.js';
import { FREE_SPACE_REPORT } from './operations/free-space.js';
import { LISTINGS } from './operations/listings.js';
import { BYTES } from './parts/bytes.js';
import { FORMS } from './parts/forms.js';
import { PLACES } from './parts/places.js';
import { SENT_AGAIN } from './parts/sent-again.js';
import { TROUBLED_PARTS } from './parts/troubled-parts.js';
import { FILE_ID } from './reserve/file-id.js';
import { RESERVATION } from './reserve/reservation.js';
import { FAILED_CALLS } from './responses/failed-calls.js';
import { NO_VALUE } from './responses/no-value.js';
import { SPELLINGS } from './responses/spellings.js';
import { WAITING } from './responses/waiting.js';
import { ADDRESSES } from './session/addresses.js';
import { CREDENTIALS } from './session/credentials.js';
import { DATA_CENTER } from './session/data-center.js';
import { SESSION_KEY } from './session/session-key.js';

const UPLOADS = [
  ...[LIMITS, WHAT_FITS, SESSION_KEY, DATA_CENTER, ADDRESSES, CREDENTIALS, FILE_ID, RESERVATION],
  ...[FORMS, PLACES, BYTES, TROUBLED_PARTS, SENT_AGAIN, FINISH, FINISH_RESULTS, OUTCOMES],
  ...[FAILED_CALLS, NO_VALUE, SPELLINGS, WAITING],
];
const OPERATIONS = [LISTINGS, CHANGES, DOWNLOADS, FREE_SPACE_REPORT];

/** All requirements: those on uploads in the order of their ids, which follow the how-to, then those on other operations. */
export const REQUIREMENTS: readonly ClientRequirement[] = [UPLOADS, OPERATIONS].flatMap((lists) =>
  lists.flat().toSorted((a, b) => a.id.localeCompare(b.id)),
);
