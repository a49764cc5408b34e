import { accountRoutes, edgeAccountRoutes } from './accounts.js';
import { clockRoutes } from './clock.js';
import { fixtureRoutes } from './fixture.js';
import { healthRoutes } from './health.js';
import { holdRoutes } from './holds.js';
import { journalRoutes } from './journal.js';
import { namespaceRoutes } from './namespaces.js';
import type { Route } from './route.js';
import { ruleRoutes } from './rules.js';
import { snapshotRoutes } from './snapshots.js';

/** The table of all routes. */
export const ROUTES: readonly Route[] = [
  ...healthRoutes,
  ...namespaceRoutes,
  ...fixtureRoutes,
  ...snapshotRoutes,
  ...clockRoutes,
  ...ruleRoutes,
  ...accountRoutes,
  ...edgeAccountRoutes,
  ...journalRoutes,
  ...holdRoutes,
];
