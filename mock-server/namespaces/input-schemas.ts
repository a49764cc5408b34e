import * as v from 'valibot';
import { strictTable } from '../schemas/input-schemas.js';
import { bytes, positive, whole } from '../schemas/numbers.js';
import { LONGEST } from '../world/index.js';

// Arguments for a namespace, from the control API and from tests in the same process.

const NOT_EMPTY = 'must be a text that is not empty';

/** A text that is not empty and not too long. */
const textUpTo = (longest: number) =>
  v.pipe(
    v.string(NOT_EMPTY),
    v.minLength(1, NOT_EMPTY),
    v.maxLength(longest, `must have at most ${longest} characters`),
  );

const flag = v.boolean('must be true or false');

/** Changes of an account. */
export const accountChanges = v.pipe(
  strictTable({
    password: v.optional(textUpTo(LONGEST.password)),
    username: v.optional(textUpTo(LONGEST.username)),
    active: v.optional(flag),
    banned: v.optional(flag),
    premium: v.optional(flag),
    quota: v.optional(bytes('All the space there is, in bytes.')),
    freeSpace: v.optional(bytes('Sets the quota so that exactly this many bytes are free.')),
    maxFileSize: v.optional(bytes('Largest single file in bytes.')),
    nextFileId: v.optional(positive('The files it reserves get ids from here on; those in use are skipped.')),
    sessionKeyTail: v.optional(
      v.pipe(
        v.string('must be a text'),
        v.regex(/^[\x20-\x7e]*$/, 'must be printable ASCII'),
        v.maxLength(LONGEST.keyTail, `must have at most ${LONGEST.keyTail} characters`),
        v.description('The end of its session keys from now on.'),
      ),
    ),
  }),
  v.check(
    ({ quota, freeSpace }) => quota === undefined || freeSpace === undefined,
    'must have only one of quota and freeSpace',
  ),
);

/** The message for a time that no clock may have. */
export const FAR = 'must be a whole number of milliseconds that leads to a time in the years 1 to 9999';

const limit = v.optional(whole(0));

/** How much a journal keeps. */
export const journalSettings = strictTable({ recordRaw: v.optional(flag), entries: limit, bytes: limit });

/** A number of exchanges. */
export const count = whole(1);

/** Milliseconds by which a clock advances, or goes back. */
export const milliseconds = whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, FAR);

/** Names of snapshots and holds. */
export const name = textUpTo(LONGEST.name);
