import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { whole as wholeNumber } from '../../../mock-server/schemas/numbers.js';

/** A field of a step's data: which values a token may hold, and which are generated. */
export interface Field<Value> {
  readonly schema: v.GenericSchema<unknown, Value>;
  readonly any: () => Arbitrary<Value>;
}

/** The fields of a kind of step, by their names in its data. */
export type FieldsOf<Data> = { readonly [Name in keyof Data]: Field<Data[Name]> };

/** Arbitraries in place of those of the fields. */
export type Given<Data> = { readonly [Name in keyof Data]?: Arbitrary<Data[Name]> | undefined };

/** Several fields as one. Fields that are not given are generated. */
export function struct<Data extends object>(
  fields: FieldsOf<Data>,
): { readonly schema: Field<Data>['schema']; readonly any: (given?: Given<Data>) => Arbitrary<Data> } {
  const all = Object.entries(fields as Readonly<Record<string, Field<unknown>>>);
  const schemas = Object.fromEntries(all.map(([name, { schema }]) => [name, schema]));
  return {
    // The schema has the fields that `Data` has.
    schema: v.strictObject(schemas) as unknown as Field<Data>['schema'],
    any: (given = {}) => {
      const chosen = new Map<string, Arbitrary<unknown> | undefined>(Object.entries(given));
      const arbitraries = all.map(([name, { any }]) => [name, chosen.get(name) ?? any()]);
      return fc.record(Object.fromEntries(arbitraries)) as Arbitrary<Data>;
    },
  };
}

/** A reference to one of several things, however many there are; see `Model`. */
export const reference: Field<number> = {
  schema: wholeNumber(0),
  any: () => fc.nat(20),
};

/** The name of a file or folder, 1 to 400 characters. */
export const nameLike = (any: () => Arbitrary<string>): Field<string> => ({
  schema: v.pipe(v.string(), v.minLength(1), v.maxLength(400)),
  any,
});

/** A text of at most so many characters. */
export const text = (most: number, any: () => Arbitrary<string>): Field<string> => ({
  schema: v.pipe(v.string(), v.maxLength(most)),
  any,
});

/** A whole number in a range. */
export const whole = (
  min: number,
  max: number,
  any: () => Arbitrary<number> = () => fc.integer({ min, max }),
): Field<number> => ({ schema: wholeNumber(min, max), any });

/** A field that is one of these texts. */
export const oneOf = <const Value extends string>(values: readonly Value[]): Field<Value> => ({
  schema: v.picklist(values),
  any: () => fc.constantFrom(...values),
});

/** A boolean field. */
export const flag: Field<boolean> = { schema: v.boolean(), any: () => fc.boolean() };

/** A field that may be null as well. Null is not generated. */
export const nullable = <Value>({ schema, any }: Field<Value>): Field<Value | null> => ({
  schema: v.nullable(schema),
  any,
});
