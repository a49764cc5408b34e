import * as v from 'valibot';
import { whole } from '../schemas/numbers.js';
import { isTime } from '../world/index.js';

/** Any text, in the words of a mistake in a snapshot. */
export const text = v.string('must be a text');

/** A text of bounded length. */
export const upTo = (longest: number) =>
  v.pipe(text, v.maxLength(longest, `must have at most ${longest} characters`));

/** A boolean, in the words of a mistake in a snapshot. */
export const flag = v.boolean('must be true or false');

const TIME = 'must be milliseconds since 1970, in the years 1 to 9999';
/** Milliseconds since 1970. */
export const time = v.pipe(v.number(TIME), v.check(isTime, TIME));

/** Position of an entry in a list. */
export const place = whole(0);

/** A list of entries. */
export const list = <const Entry extends v.GenericSchema<unknown, unknown>>(entry: Entry) =>
  v.array(entry, 'must be a list');
