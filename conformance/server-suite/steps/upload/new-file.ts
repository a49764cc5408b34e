import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { whole } from '../../../../mock-server/schemas/numbers.js';
import { nameText, reference, references } from '../step.js';

/** Bytes of a file at most: few, as somebody may pay for them. */
const LARGEST = 5_000;

const size = whole(0, 1_000_000);
const seed = whole();

/** What the bytes of a file are told by. */
export const contentEntries = { size, seed };

/** Where a file goes, what it is called and what it holds, as the data of a step. */
export const newFile = { folder: reference, name: nameText, ...contentEntries };

/** Where it is cut into parts, in thousandths. */
export const cuts = v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1000))), v.maxLength(20));

export interface NewFileShape {
  readonly folder?: Arbitrary<number> | undefined;
  readonly sizes?: Arbitrary<number> | undefined;
  readonly name?: Arbitrary<string> | undefined;
}

/** What such data is made by: plain, but for what is said. */
export const newFiles = ({
  folder = references(),
  sizes = anySizes(),
  name = plainNames(),
}: NewFileShape = {}) => ({
  folder,
  name,
  size: sizes,
  seed: fc.nat(1000),
});

export const anySizes = (min = 1): Arbitrary<number> => fc.integer({ min, max: LARGEST });

/** Such as any program would give. */
export const plainNames = (): Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 6 })
    .map((stem) => `${stem}.txt`);

/** Each of them cuts a file of 20 bytes or more. */
export const cutsFor = (min: number, max: number): Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 50, max: 950 }), { minLength: min, maxLength: max });
