import * as v from 'valibot';
import { isTime } from '../world/time-range.js';

export const text = v.string('must be a text');

/** A text that is kept. */
export const upTo = (longest: number) =>
  v.pipe(text, v.maxLength(longest, `must have at most ${longest} characters`));

export const flag = v.boolean('must be true or false');
export const number = v.number('must be a number');

const TIME = 'must be milliseconds since 1970, in the years 1 to 9999';
export const time = v.pipe(v.number(TIME), v.check(isTime, TIME));

export const int = v.pipe(number, v.safeInteger('must be a whole number'));

const DIGITS = 'must be a whole number from 0 to 2^63 - 1, in quotes';

/** 64-bit, in quotes: numbers of JSON lose digits. */
export const long = v.pipe(
  v.string(DIGITS),
  v.regex(/^\d{1,19}$/, DIGITS),
  v.transform((digits) => BigInt(digits)),
  v.check((value) => value < 2n ** 63n, DIGITS),
);

/** Place of an entry in a list. */
export const place = v.pipe(int, v.minValue(0, 'must not be negative'));

export const list = <const Entry extends v.GenericSchema<unknown, unknown>>(entry: Entry) =>
  v.array(entry, 'must be a list');
