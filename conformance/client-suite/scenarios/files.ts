import fc, { type Arbitrary } from 'fast-check';
import type { CaseFile } from './case.js';

/** Sizes at which programs cut files into parts or fill buffers, in bytes. */
const CUTS = [1 << 10, 1 << 12, 1 << 13, 10_000, 1 << 14, 1 << 15, 1 << 16, 100_000] as const;

/** One byte less, just as much, one byte more. */
const around = (size: number): Arbitrary<number> => fc.constantFrom(size, size - 1, size + 1);

/** Bytes of a file that is not empty: few, or close to a size at which programs cut. Shrinks towards 1. */
export const smallSizes = (): Arbitrary<number> =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.integer({ min: 1, max: 2_000 }), weight: 2 },
    { arbitrary: fc.constantFrom(...CUTS).chain(around), weight: 1 },
  );

/** Bytes of a file that many clients send in several parts. Shrinks towards the smallest. */
export const manyPartSizes = (): Arbitrary<number> =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constantFrom(1 << 17, 200_000, 1 << 18, 300_000).chain(around), weight: 4 },
    { arbitrary: fc.constantFrom(1 << 20, 2_500_000).chain(around), weight: 1 },
  );

/** Bytes of a file that is sent in one part or in several. Shrinks towards 1. */
export const anySizes = (): Arbitrary<number> =>
  fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes());

/** Decides the bytes of a file. */
export const seeds = (): Arbitrary<number> => fc.nat(99);

const PLAIN_NAME = 'a.bin';

interface FileShape {
  readonly name?: Arbitrary<string>;
  readonly size?: Arbitrary<number>;
}

/** A file with a plain name and a small size by default. */
export const fileOf = ({
  name = fc.constant(PLAIN_NAME),
  size = smallSizes(),
}: FileShape = {}): Arbitrary<CaseFile> => fc.record({ name, size, seed: seeds() });

/** One file, in a list as cases have it. */
export const oneFile = (shape: FileShape = {}): Arbitrary<CaseFile[]> => fileOf(shape).map((file) => [file]);

/** Several files, no two of which have the same name or the same bytes. */
export const severalFiles = (minLength: number, maxLength: number): Arbitrary<CaseFile[]> =>
  fc
    .array(fileOf(), { minLength, maxLength })
    .map((files) =>
      files.map((file, i) => ({ ...file, name: `${i}-${file.name}`, seed: file.seed + 100 * i })),
    );

/** Files that are in the account from the beginning. */
export const filesThere = (minLength: number, maxLength: number): Arbitrary<CaseFile[]> =>
  severalFiles(minLength, maxLength).map((files) =>
    files.map((file, i) => ({ ...file, size: file.size + i * 3, there: true as const })),
  );
