import { matches } from '../choice.js';

/** A list of known failures that cannot be read. The message begins with file, line and column. */
export class KnownFailuresError extends Error {
  override readonly name = 'KnownFailuresError';
}

/** A failure that is expected for now. */
export interface KnownFailure {
  readonly reason: string;
  /** The last day on which it counts, as 2027-01-31, UTC. */
  readonly expires?: string | undefined;
  /** Glob on the version of the client or server; another version is expected to keep the requirement. */
  readonly version?: string | undefined;
  /** File and line of the entry, as known.yaml:3. */
  readonly place?: string | undefined;
}

/** By id of the requirement. */
export type KnownFailures = ReadonlyMap<string, KnownFailure>;

/** Why an entry does not count, as a sentence; undefined when it counts. @param present the version that is judged @param today as 2027-01-31 */
export function lapsed(
  id: string,
  { expires, version }: KnownFailure,
  present: string | undefined,
  today: string,
): string | undefined {
  if (expires !== undefined && today > expires)
    return `The known failure of ${id} expired on ${expires} and counts no more.`;
  if (version !== undefined && !matches(version, present ?? ''))
    return `The known failure of ${id} is for version ${version}; this is ${present ?? 'one that tells no version'}.`;
  return undefined;
}
