import * as v from 'valibot';
import type { Clock } from '../namespaces/index.js';
import { FAR, milliseconds } from '../namespaces/input-schemas.js';
import { strictTable } from '../schemas/input-schemas.js';
import { moment } from '../schemas/time-schema.js';
import { isTime } from '../world/index.js';
import { jsonBody } from './body.js';
import { invalid } from './problem.js';
import type { Context } from './request.js';
import { route } from './route.js';
import { flag, isoTime, number } from './schemas.js';

const clockSchema = strictTable({
  time: isoTime('Current time of the namespace.'),
  ms: number('The same in milliseconds since 1970.'),
  isFrozen: flag('Whether the clock is frozen.'),
});

const answers = { 200: { description: 'The clock.', schema: clockSchema } };

function report(clock: Clock): v.InferOutput<typeof clockSchema> {
  const ms = Math.floor(clock.now());
  return { time: new Date(ms).toISOString(), ms, isFrozen: clock.isFrozen };
}

/** Changes the clock and reports it. */
const turn =
  (change: (clock: Clock) => void) =>
  (_: unknown, { here }: Context) => {
    change(here.clock);
    return { value: report(here.clock) };
  };

const TIME_NOTE = 'Times are ISO 8601 texts with their zone, or milliseconds since 1970.';

/** The clock of the namespace: read, freeze, set, advance, run, reset. */
export const clockRoutes = [
  route({
    method: 'GET',
    path: '/clock',
    operationId: 'getClock',
    summary: 'The current time of the namespace',
    answers,
    handle: turn(() => {}),
  }),
  route({
    method: 'POST',
    path: '/clock/freeze',
    operationId: 'freezeClock',
    summary: 'Freeze the clock, now or at a given time',
    description: TIME_NOTE,
    body: jsonBody(
      strictTable({ time: v.optional(moment) }),
      { time: '2026-01-31T12:00:00Z' },
      { isOptional: true },
    ),
    answers,
    handle: ({ body }, context) => turn((clock) => clock.freeze(body.time))(undefined, context),
  }),
  route({
    method: 'POST',
    path: '/clock/set',
    operationId: 'setClock',
    summary: 'Set the clock; it stays frozen or running',
    description: TIME_NOTE,
    body: jsonBody(strictTable({ time: moment }), { time: '2026-01-31T12:00:00Z' }),
    answers,
    handle: ({ body }, context) => turn((clock) => clock.set(body.time))(undefined, context),
  }),
  route({
    method: 'POST',
    path: '/clock/advance',
    operationId: 'advanceClock',
    summary: 'Advance the clock, or set it back if negative',
    body: jsonBody(strictTable({ ms: v.pipe(milliseconds, v.description('Milliseconds.')) }), {
      ms: 3_600_000,
    }),
    answers,
    handle: ({ body: { ms } }, context) => {
      if (!isTime(context.here.clock.now() + ms)) throw invalid('ms', FAR);
      return turn((clock) => clock.advance(ms))(undefined, context);
    },
  }),
  route({
    method: 'POST',
    path: '/clock/run',
    operationId: 'runClock',
    summary: 'Continue a frozen clock from its time',
    answers,
    handle: turn((clock) => clock.run()),
  }),
  route({
    method: 'POST',
    path: '/clock/reset',
    operationId: 'resetClock',
    summary: "Return to the machine's time",
    answers,
    handle: turn((clock) => clock.reset()),
  }),
];
