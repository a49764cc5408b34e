import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { Content } from '../../model/content.js';
import type { ModelFolder } from '../../model/model.js';
import { type Field, nameLike, reference, whole } from '../../steps/field.js';

/** A part of a file: the index of its first byte, and its bytes. */
export interface Part {
  readonly firstByte: number;
  readonly bytes: Uint8Array;
}

/** A file to upload. */
export interface NewFile extends Content {
  readonly parent: ModelFolder;
  readonly name: string;
}

/** Names such as any program would give. */
export const plainNames = (): Arbitrary<string> => letters().map((stem) => `${stem}.txt`);

/** Letters alone: every service sorts and stores them alike. */
export const letters = (): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 6 });

/** Sizes in bytes: small, as real traffic may cost money. */
export const anySizes = (min = 1): Arbitrary<number> => fc.integer({ min, max: 5_000 });

/** Size and seed, which determine the bytes of a file. */
export const contentFields = {
  size: whole(0, 1_000_000, anySizes),
  seed: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, () => fc.nat(1000)),
};

/** Folder, name and content of a new file. */
export const newFileFields = { folder: reference, name: nameLike(plainNames), ...contentFields };

/** Where a file is cut into parts, in thousandths of its size. Each cut falls inside a file of 20 bytes or more. */
export const cuts = (min: number, max: number): Field<readonly number[]> => ({
  schema: v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1000))), v.maxLength(20)),
  any: () => fc.uniqueArray(fc.integer({ min: 50, max: 950 }), { minLength: min, maxLength: max }),
});

/** A file of two to five parts. */
export const inParts = () => ({ size: fc.integer({ min: 1_000, max: 5_000 }), cuts: cuts(1, 4).any() });

/** A file cut into parts that tile it, none of them empty. @param cuts in thousandths of the file */
export function partsOf(bytes: Uint8Array, cuts: readonly number[]): Part[] {
  const places = cuts.map((cut) => Math.floor((bytes.length * cut) / 1000));
  const starts = [...new Set([0, ...places])].filter((place) => place < bytes.length).sort((a, b) => a - b);
  return starts.map((firstByte, i) => ({
    firstByte,
    bytes: bytes.subarray(firstByte, starts[i + 1] ?? bytes.length),
  }));
}
