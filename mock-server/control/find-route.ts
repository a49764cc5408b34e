import { nearestName } from '../schemas/nearest-name.js';
import { notFound, Problem } from './problem.js';
import type { Route } from './route.js';
import { ROUTES } from './routes.js';

/** The route of a request, with the parameters in its path. */
export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Characters of an unknown path to show. */
const LONGEST_SHOWN = 200;

const variants = (path: string): number => path.split('{').length;

/** Routes by path, those with fewer parameters first. */
const byPath = new Map<string, Route[]>();
for (const route of [...ROUTES].sort((a, b) => variants(a.path) - variants(b.path)))
  byPath.set(route.path, [...(byPath.get(route.path) ?? []), route]);

/**
 * Finds the route of a request.
 * @param path percent-encoded
 * @throws Problem for an unknown path, an unknown method, or broken percent-encoding
 */
export function findRoute(method: string, path: string): Found {
  const pieces = path.replace(/\/$/, '').split('/').map(decoded);
  for (const [template, routes] of byPath) {
    const params = match(template.split('/'), pieces);
    if (!params) continue;
    const route = routes.find((each) => each.method === method);
    if (route) return { route, params };
    const meant = misspelt(method, path, template);
    if (meant !== undefined) throw nowhere(path, meant);
    const allowed = routes.flatMap((each) => (each.method === 'GET' ? ['GET', 'HEAD'] : [each.method]));
    throw new Problem(
      'method-not-allowed',
      `${method} is not for this address, but: ${allowed.join(', ')}.`,
      { known: allowed },
      { Allow: allowed.join(', ') },
    );
  }
  throw nowhere(path, nearestName(path, byPath.keys()));
}

function nowhere(path: string, near: string | undefined): Problem {
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return notFound(`There is nothing at ${path.slice(0, LONGEST_SHOWN) || '/'} of the control API${hint}`, [
    ...(near === undefined ? [] : [near]),
    ...[...byPath.keys()].filter((known) => known !== near),
  ]);
}

const FOLDER_AND_NAME = /^(.*\/)([^/]*)$/;

/** The path that was probably meant, if the value of a parameter resembles the name of another route. */
function misspelt(method: string, path: string, template: string): string | undefined {
  const [, folder = '', name = ''] = FOLDER_AND_NAME.exec(path) ?? [];
  if (!FOLDER_AND_NAME.exec(template)?.[2]?.startsWith('{')) return undefined;
  const names = ROUTES.filter((route) => route.method === method)
    .map((route) => FOLDER_AND_NAME.exec(route.path))
    .filter((found) => found?.[1] === folder)
    .map((found) => found?.[2] ?? '');
  const near = nearestName(name, names);
  return near === undefined ? undefined : folder + near;
}

function match(template: readonly string[], pieces: readonly string[]): Record<string, string> | undefined {
  if (template.length !== pieces.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const piece = pieces[index] ?? '';
    const [, name] = /^\{(\w+)\}$/.exec(expected) ?? [];
    if (name !== undefined && piece !== '') params[name] = piece;
    else if (piece !== expected) return undefined;
  }
  return params;
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    // The error has no further information.
    throw new Problem('malformed', `The path has a broken escape in ${JSON.stringify(piece)}.`);
  }
}
