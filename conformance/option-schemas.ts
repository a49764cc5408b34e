import * as v from 'valibot';
import { isFunction } from '../mock-server/schemas/input-schemas.js';
import { whole } from '../mock-server/schemas/numbers.js';
import { readOptions } from '../mock-server/schemas/read-options.js';

// The kinds of options that functions of the kit take. Each room has a table of its options, from which the types are
// derived. Nothing is transformed, so that what was checked can be used as it is.

/** A text. */
export const text = v.optional(v.string('must be a text'));

/** A switch. */
export const flag = v.optional(v.boolean('must be true or false'));

/** Texts, such as globs. */
export const texts = v.optional(
  v.array(v.string('must be a text'), 'must be a list of texts') as v.GenericSchema<readonly string[]>,
);

/** Longer than any run lasts, and short enough for a timer. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Milliseconds that a timer can wait. */
export const ms = (least: number) => v.optional(whole(least, LONGEST_TIMER));

/** A whole number that is at least so large. */
export const atLeast = (least: number) => v.optional(whole(least));

/** A function. */
export const functionLike = <Kind>() => v.optional(v.custom<Kind>(isFunction, 'must be a function'));

/** A list whose members are not checked. @param of what they are, for the message */
export const listOf = <Item>(of: string) =>
  v.optional(v.custom<readonly Item[]>(Array.isArray, `must be a list of ${of}`));

/** A map by the ids of requirements, whose values are not checked. */
export const byRequirement = <Value>() =>
  v.optional(
    v.custom<ReadonlyMap<string, Value>>(
      (given) => given instanceof Map,
      'must be a Map by the ids of requirements',
    ),
  );

/** Something with these functions, such as an object of a class. */
export const withFunctions = <Kind>(problem: string, ...names: readonly (keyof Kind & string)[]) =>
  v.custom<Kind>(
    (given) =>
      typeof given === 'object' &&
      given !== null &&
      names.every((name) => isFunction(Reflect.get(given, name))),
    problem,
  );

/** The options that a table describes. Comments on its entries show in editors. */
export type Given<Table extends v.ObjectEntries> = {
  readonly [Name in keyof Table]?: v.InferInput<Table[Name]>;
};

/**
 * Checks the arguments of a function. Messages name the argument, but for options, whose names are clear by themselves.
 * @throws OptionsError for the first mistake
 */
export function checkArguments(
  called: string,
  given: Readonly<Record<string, unknown>>,
  schemas: Readonly<Record<string, v.GenericSchema<unknown, unknown>>>,
): void {
  for (const [name, schema] of Object.entries(schemas))
    if (name === 'options') readOptions(called, schema, given[name]);
    else readOptions(called, v.object({ [name]: schema }), given);
}
