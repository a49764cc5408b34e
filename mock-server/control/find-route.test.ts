import { expect, test } from 'vitest';
import { findRoute } from './find-route.js';
import { Problem } from './problem.js';
import { ROUTES } from './routes.js';

/** What finding the route of a path comes to when it fails. */
function problemOf(method: string, path: string): Problem {
  try {
    findRoute(method, path);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${method} ${path} is found`);
}

// Any name may stand where GET /journal/{seq} has its number: the route itself says that there is no such entry.
const literal = ROUTES.filter(
  ({ method, path }) => /\/[a-z]{5,}$/.test(path) && !(method === 'GET' && path.startsWith('/journal/')),
);

test.each(literal.map(({ method, path }) => [method, path] as const))(
  '%s %s with a letter left out is no address, and the one that was meant is named',
  (method, path) => {
    const misspelt = path.slice(0, -3) + path.slice(-2);
    const problem = problemOf(method, misspelt);
    expect(problem.status).toBe(404);
    expect(problem.message).toContain(`did you mean ${path}?`);
  },
);

test('a piece that varies and a method that is not for it stay what they are', () => {
  expect(problemOf('POST', '/journal/12').status).toBe(405);
  expect(problemOf('POST', '/accounts/verify@example.com').status).toBe(405);
});
