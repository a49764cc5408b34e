import { RuleClash, RuleError } from '../edge-cases/index.js';
import { FixtureFileError } from '../fixture/fixture-text.js';
import { QueryError } from '../journal/query/read-query.js';
import { type Namespace, NamespaceError, UnknownAccount, UnknownSnapshot } from '../namespaces/index.js';
import { strictTable } from '../schemas/input-schemas.js';
import { SnapshotError } from '../snapshots/index.js';
import { isStorageFailure } from '../storage/errors.js';
import { FixtureError } from '../world/index.js';
import { readBody } from './body.js';
import { check } from './check.js';
import { findRoute } from './find-route.js';
import { invalid, notFound, Problem } from './problem.js';
import type { ControlRequest, ControlResponse, ControlScope } from './request.js';
import type { Answer, Route } from './route.js';

/** For all responses: not cached, not sniffed, and not for pages of other origins. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Serves a request to the control API. Access is checked before, by the HTTP layer. All errors become responses. */
export async function handleControl(request: ControlRequest, scope: ControlScope): Promise<ControlResponse> {
  let made: Namespace | undefined;
  try {
    const { route, params } = findRoute(request.method === 'HEAD' ? 'GET' : request.method, request.path);
    const query = readQuery(route, request.query);
    const body = await readBody(route, request);
    const context = {
      ...scope,
      headers: request.headers,
      signal: request.signal,
      get here() {
        const { namespace, namespaces } = scope;
        if (namespace === undefined) return namespaces.main;
        const isThere = namespaces.get(namespace) !== undefined;
        const here = namespaces.open(namespace);
        if (!isThere) made = here;
        return here;
      },
    };
    const answer = await route.handle({ params, query, body }, context);
    return written(route, answer.isLive && request.method === 'HEAD' ? { ...answer, pieces: [] } : answer);
  } catch (error) {
    // A request that fails changes nothing.
    if (made) scope.namespaces.forget(made);
    return problemResponse(problemOf(error));
  }
}

/** An error as a response. */
export function problemResponse(problem: Problem): ControlResponse {
  return {
    status: problem.status,
    headers: { ...HEADERS, 'Content-Type': 'application/problem+json', ...problem.headers },
    body: writeJson(problem),
    warnings: [],
    ...(problem.cause !== undefined && { failure: problem.cause }),
  };
}

/** JSON text of a value; 64-bit numbers become decimal texts. */
const writeJson = (value: unknown): string =>
  `${JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))}\n`;

function readQuery(route: Route, query: URLSearchParams): unknown {
  if (route.readQuery) return route.readQuery(query);
  const values: Record<string, string> = {};
  for (const [name, value] of query) {
    if (Object.hasOwn(values, name)) throw invalid(name, 'may be there only once');
    values[name] = value;
  }
  return check(strictTable(route.query ?? {}), values, 'The parameter ');
}

function written(route: Route, answer: Answer): ControlResponse {
  const status = answer.status ?? Number(Object.keys(route.answers)[0]);
  const documented = route.answers[status];
  if (documented === undefined) throw new RangeError(`${route.operationId} has no answer ${status}`);
  const { schema, contentType = 'application/json' } = documented;
  return {
    status,
    headers: schema === undefined ? HEADERS : { ...HEADERS, 'Content-Type': contentType },
    body: answer.pieces ?? (schema === undefined ? '' : writeJson(answer.value)),
    isLive: answer.isLive,
    warnings: answer.warnings ?? [],
  };
}

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
  return new Problem('internal', 'The request failed.', {}, {}, { cause: error });
}

function fixtureProblem({ place, path, problem, message }: FixtureFileError): Problem {
  if (path === undefined) return new Problem('malformed', message);
  return new Problem('invalid', message, { errors: [{ path, message: `${problem} (${place})` }] });
}
