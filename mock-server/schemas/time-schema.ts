import * as v from 'valibot';
import { isTime } from '../world/index.js';

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?([Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/** Parses ISO 8601; NaN for other texts, and for days such as February 30, which `Date` moves to the next month. */
function parseIso(text: string, needsZone: boolean): number {
  const [found, year, month, day, zone] = ISO.exec(text) ?? [];
  if (found === undefined || (needsZone && zone === undefined)) return Number.NaN;
  const midnight = new Date(0);
  midnight.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return midnight.getUTCMonth() === Number(month) - 1 && Number(day) > 0 ? Date.parse(text) : Number.NaN;
}

const MOMENT = 'must be milliseconds since 1970, or a time with its zone such as 2026-01-31T12:00:00Z';

/** A time as a number, as digits, or as ISO text with its zone. */
export const moment = v.pipe(
  v.union(
    [
      v.number(),
      v.pipe(v.string(), v.regex(/^-?\d{1,16}$/), v.transform(Number)),
      v.pipe(
        v.string(),
        v.transform((text) => parseIso(text, true)),
        v.number(),
      ),
    ],
    MOMENT,
  ),
  v.check(isTime, `${MOMENT}, in the years 1 to 9999`),
);

const DATE = 'must be a date such as 2026-01-31T12:00:00Z';

/** A time in a fixture: ISO text, without zone or time of day if need be, or milliseconds. */
export const date = v.pipe(
  v.union(
    [
      v.pipe(
        v.string(),
        v.transform((text) => parseIso(text, false)),
      ),
      v.number(),
      v.pipe(v.bigint(), v.transform(Number)),
    ],
    DATE,
  ),
  v.check(isTime, DATE),
);

/** The same in code, where it may be a `Date`, too. */
export const givenDate = v.lazy((given) => (given instanceof Date ? fromDate : date));

const fromDate = v.pipe(
  v.instance(Date, DATE),
  v.transform((given) => given.getTime()),
  v.check(isTime, DATE),
);
