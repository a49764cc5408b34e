import type { Namespace } from '../namespaces/index.js';
import { strictTable } from '../schemas/input-schemas.js';
import { readBody } from './body.js';
import { check } from './check.js';
import { findRoute } from './find-route.js';
import { writeJson } from './json.js';
import { invalid, type Problem } from './problem.js';
import { problemOf } from './problem-of.js';
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
    return written(route, await route.handle({ params, query, body }, context));
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
    warnings: answer.warnings ?? [],
  };
}
