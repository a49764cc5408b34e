import * as v from 'valibot';
import { matches } from '../choice.js';

/** A list of known failures that cannot be read. The message begins with file, line and column. */
export class KnownFailuresError extends Error {
  override readonly name = 'KnownFailuresError';
}

const DATE = 'must be a date such as 2027-01-31';

/** An entry of a list of known failures. */
const ENTRY = {
  /** Why it fails. */
  reason: v.pipe(v.string('must be a text'), v.nonEmpty('must not be empty')),
  /** The last day on which it counts, as 2027-01-31, UTC. */
  expires: v.optional(v.pipe(v.string(DATE), v.isoDate(DATE))),
  /** Glob on the version of the client or server; another version is expected to keep the requirement. */
  version: v.optional(v.pipe(v.string('must be a text: put it in quotes'), v.nonEmpty())),
};

function entryProblem({ expected }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'is not known here: an entry has reason, expires and version';
  return expected === '"reason"' ? 'is missing: say why it fails' : 'must be a table with a reason';
}

/** The shape of a list of known failures, by id of the requirement. */
export const knownFailuresSchema = v.record(v.string(), v.strictObject(ENTRY, entryProblem));

/** The shape of a failure that is expected for now, once its list was read. */
export const knownFailureSchema = v.strictObject(
  {
    ...ENTRY,
    /** File and line of the entry, as known.yaml:3. */
    place: v.optional(v.string('must be a text')),
  },
  entryProblem,
);

/** A failure that is expected for now. */
export type KnownFailure = Readonly<v.InferInput<typeof knownFailureSchema>>;

/** Failures that are expected for now, by id of the requirement. */
export type KnownFailures = ReadonlyMap<string, KnownFailure>;

/** Why an entry does not count, as a sentence; undefined when it counts. @param present the version that is judged @param today as 2027-01-31 */
export function lapsed(
  id: string,
  { expires, version }: KnownFailure,
  present: string | undefined,
  today: string,
): string | undefined {
  if (expires !== undefined && today > expires)
    return `The known failure of ${id} expired on ${expires} and no longer counts.`;
  if (version !== undefined && !matches(version, present ?? ''))
    return `The known failure of ${id} is for version ${version}; this is ${present ?? 'one without a version'}.`;
  return undefined;
}
