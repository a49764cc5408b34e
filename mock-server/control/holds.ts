import * as v from 'valibot';
import type { HeldExchange } from '../namespaces/index.js';
import { count } from '../namespaces/input-schemas.js';
import { strictTable } from '../schemas/input-schemas.js';
import { deadline } from '../waits.js';
import { jsonBody } from './body.js';
import { route } from './route.js';
import { flag, isoTime, text, whole, wholeParameter } from './schemas.js';

const held = strictTable({
  id: whole('Unique in the namespace.'),
  name: text('Name of the hold in the rule.'),
  since: isoTime('When it was held, by the clock of the namespace.'),
  kind: v.picklist(['call', 'part', 'download']),
  operation: v.optional(text('Operation of a call.')),
  account: v.optional(text('Login of the account.')),
  at: v.pipe(
    v.picklist(['before', 'after']),
    v.description('Whether it is held before or after the operation.'),
  ),
});

const written = ({ since, ...rest }: HeldExchange): v.InferInput<typeof held> => ({
  ...rest,
  since: new Date(Math.floor(since)).toISOString(),
});

const heldList = v.pipe(v.array(held), v.description('Held exchanges, the oldest first.'));

const params = { name: 'Name of the hold in the rule.' };

const DEFAULT_WAIT = 30_000;

/** Exchanges that rules hold: list, wait for, release. */
export const holdRoutes = [
  route({
    method: 'GET',
    path: '/holds',
    operationId: 'listHolds',
    summary: 'Held calls, parts and downloads',
    query: { name: v.optional(text('Only those with this name.')) },
    answers: { 200: { description: 'Held exchanges.', schema: strictTable({ held: heldList }) } },
    handle: ({ query: { name } }, { here }) => ({ value: { held: here.holds.list(name).map(written) } }),
  }),
  route({
    method: 'GET',
    path: '/holds/{name}/arrived',
    operationId: 'awaitHolds',
    summary: 'Wait until a number of exchanges is held under a name, or for a time',
    params,
    query: {
      count: wholeParameter(1, 100_000, 'Number of exchanges. Default: 1.'),
      timeoutMs: wholeParameter(0, 600_000, `Longest wait in milliseconds. Default: ${DEFAULT_WAIT}.`),
    },
    answers: {
      200: {
        description: 'The number is reached, or the time is over.',
        schema: strictTable({ hasArrived: flag('Whether the number was reached.'), held: heldList }),
      },
    },
    handle: async ({ params: { name = '' }, query }, { here, signal }) => {
      const { count: wanted = 1, timeoutMs = DEFAULT_WAIT } = query;
      const found = await deadline(timeoutMs, signal, (end) => here.holds.arrived(name, wanted, end));
      return { value: { hasArrived: found.length >= wanted, held: found.map(written) } };
    },
  }),
  route({
    method: 'POST',
    path: '/holds/{name}/release',
    operationId: 'releaseHolds',
    summary: 'Release all exchanges held under a name, or a number of the oldest',
    params,
    body: jsonBody(
      strictTable({
        count: v.optional(v.pipe(count, v.description('Number of exchanges. Default: all.'))),
      }),
      { count: 1 },
      { isOptional: true },
    ),
    answers: {
      200: {
        description: 'They are released.',
        schema: strictTable({ released: whole('Number of released exchanges.') }),
      },
    },
    handle: ({ params: { name = '' }, body }, { here }) => ({
      value: { released: here.holds.release(name, body.count) },
    }),
  }),
  route({
    method: 'POST',
    path: '/holds/release',
    operationId: 'releaseAllHolds',
    summary: 'Release all held exchanges',
    answers: {
      200: {
        description: 'All are released.',
        schema: strictTable({ released: whole('Number of released exchanges.') }),
      },
    },
    handle: (_, { here }) => {
      const released = here.holds.list().length;
      here.holds.releaseAll();
      return { value: { released } };
    },
  }),
];
