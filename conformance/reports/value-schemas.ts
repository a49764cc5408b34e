import * as v from 'valibot';
import type { JournalEntry } from '../../mock-server/index.js';
import { whole } from '../../mock-server/schemas/numbers.js';

/** A text of a report file. */
export const text = v.string('must be a text');
/** A boolean of a report file. */
export const flag = v.boolean('must be true or false');

/** One of these names. */
export const oneOf = <const Names extends readonly string[]>(...names: Names) =>
  v.picklist(names, `must be one of ${names.join(', ')}`);

/** A 64-bit number in JSON. */
export const decimal = v.pipe(text, v.regex(/^-?\d{1,20}$/, 'must be a whole number written as a text'));

/** A count, exact. */
export const count = whole(0);

/** Milliseconds, with their fraction. */
export const milliseconds = v.pipe(
  v.number('must be a number of milliseconds'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(Number.MAX_SAFE_INTEGER, 'must be less than 2^53'),
);

/** A list of these items. */
export const list = <Item extends v.GenericSchema>(item: Item) => v.array(item, 'must be a list');

/** Keys that a newer kit adds within one version of the format are kept and not looked at. */
export const table = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.looseObject(entries, ({ expected }) =>
    expected?.startsWith('"') ? 'is missing' : 'must be a table of keys and values',
  );

type Json = Extract<JournalEntry, { readonly kind: 'call' }>['arguments'][string];

/** Any JSON. All input comes from JSON.parse, so any value fits. */
export const json = v.unknown() as v.GenericSchema<unknown, Json>;

/** An object of a report file with any keys. */
export const jsonTable = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'must be a table of keys and values'),
  v.record(v.string(), json, 'must be a table of keys and values'),
);
