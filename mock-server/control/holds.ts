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
  name: text('Name of the hold, as the rule says it.'),
  since: isoTime('When it came there, by the clock of the namespace.'),
  kind: v.picklist(['call', 'part', 'download']),
  function: v.optional(text('Function of a call.')),
  account: v.optional(text('Login of the account.')),
  at: v.pipe(
    v.picklist(['before', 'after']),
    v.description('Whether the service has still to do what it was asked to, or has done it.'),
  ),
});

const written = ({ since, ...rest }: HeldExchange): v.InferInput<typeof held> => ({
  ...rest,
  since: new Date(Math.floor(since)).toISOString(),
});

const heldList = v.pipe(v.array(held), v.description('What is held, the oldest first.'));

const params = { name: 'Name of the hold, as the rule says it.' };

const DEFAULT_WAIT = 30_000;

export const holdRoutes = [
  route({
    method: 'GET',
    path: '/holds',
    operationId: 'listHolds',
    topic: 'holds',
    summary: 'Calls, parts and downloads that are held',
    query: { name: v.optional(text('Only those under this name.')) },
    answers: { 200: { description: 'What is held.', schema: strictTable({ held: heldList }) } },
    handle: ({ query: { name } }, { here }) => ({ value: { held: here.holds.list(name).map(written) } }),
  }),
  route({
    method: 'GET',
    path: '/holds/{name}/arrived',
    operationId: 'awaitHolds',
    topic: 'holds',
    summary: 'Wait until so many are held under a name, or the time is over',
    params,
    query: {
      count: wholeParameter(1, 100_000, 'How many. Default: 1.'),
      timeoutMs: wholeParameter(0, 600_000, `Milliseconds to wait at most. Default: ${DEFAULT_WAIT}.`),
    },
    answers: {
      200: {
        description: 'So many are held, or the time is over.',
        schema: strictTable({ hasArrived: flag('Whether there are so many.'), held: heldList }),
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
    topic: 'holds',
    summary: 'Let all that are held under a name go on, or so many of the oldest',
    params,
    body: jsonBody(
      strictTable({
        count: v.optional(v.pipe(count, v.description('How many. Default: all.'))),
      }),
      { count: 1 },
      { isOptional: true },
    ),
    answers: {
      200: {
        description: 'They go on.',
        schema: strictTable({ released: whole('How many there were.') }),
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
    topic: 'holds',
    summary: 'Let all that is held go on',
    answers: {
      200: {
        description: 'All goes on.',
        schema: strictTable({ released: whole('How many there were.') }),
      },
    },
    handle: (_, { here }) => {
      const released = here.holds.list().length;
      here.holds.releaseAll();
      return { value: { released } };
    },
  }),
];
