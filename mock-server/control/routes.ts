import { accountRoutes } from './accounts.js';
import { clockRoutes } from './clock.js';
import { contentRoutes } from './contents.js';
import { fixtureRoutes } from './fixture.js';
import { healthRoutes } from './health.js';
import { holdRoutes } from './holds.js';
import { journalRoutes } from './journal.js';
import { namespaceRoutes } from './namespaces.js';
import type { Route } from './route.js';
import { ruleRoutes } from './rules.js';
import { snapshotRoutes } from './snapshots.js';

/** Routes by topic, in the order of the document. */
const BY_TOPIC = {
  health: healthRoutes,
  namespaces: namespaceRoutes,
  fixture: fixtureRoutes,
  snapshots: snapshotRoutes,
  clock: clockRoutes,
  rules: ruleRoutes,
  accounts: [...accountRoutes, ...contentRoutes],
  journal: journalRoutes,
  holds: holdRoutes,
};

/** The sections of the OpenAPI document. */
export const TOPICS = Object.keys(BY_TOPIC) as (keyof typeof BY_TOPIC)[];

/** A route in its section of the document. */
export interface ListedRoute extends Route {
  readonly topic: string;
}

/** The table of all routes. */
export const ROUTES: readonly ListedRoute[] = TOPICS.flatMap((topic) =>
  BY_TOPIC[topic].map((route) => ({ ...route, topic })),
);
