import { RuleClash, RuleError } from '../edge-cases/index.js';
import { FixtureFileError } from '../fixture/fixture-text.js';
import { QueryError } from '../journal/query/read-query.js';
import { NamespaceError, UnknownAccount, UnknownSnapshot } from '../namespaces/index.js';
import { SnapshotError } from '../snapshots/index.js';
import { isStorageFailure } from '../storage/errors.js';
import { FixtureError } from '../world/index.js';
import { invalid, notFound, Problem } from './problem.js';

/** The problem of an error. An unknown error is a failure of the testkit. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof FixtureFileError) return fixtureProblem(error);
  if (
    error instanceof FixtureError ||
    error instanceof RuleError ||
    error instanceof QueryError ||
    error instanceof SnapshotError
  )
    return invalid(error.path, error.problem);
  if (error instanceof RuleClash) return new Problem('clash', error.message);
  if (error instanceof UnknownSnapshot || error instanceof UnknownAccount)
    return notFound(error.message, error.known);
  if (error instanceof NamespaceError)
    return new Problem(error.status === 404 ? 'not-found' : 'too-many-namespaces', `${error.message}.`);
  if (isStorageFailure(error)) return new Problem('storage', error.message, {}, {}, { cause: error });
  return new Problem('internal', 'The request could not be answered.', {}, {}, { cause: error });
}

function fixtureProblem({ place, path, problem, message }: FixtureFileError): Problem {
  if (path === undefined) return new Problem('malformed', message);
  return new Problem('invalid', message, { errors: [{ path, message: `${problem} (${place})` }] });
}
