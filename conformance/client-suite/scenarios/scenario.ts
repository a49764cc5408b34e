import fc, { type Arbitrary } from 'fast-check';
import type { CaseRule, ConformanceCase } from './case.js';
import type { Corner } from './corners/corner.js';
import { fileOf, smallSizes } from './files.js';

/** The keys of a case that are not plain. */
type Shape = { readonly [Key in keyof ConformanceCase]?: Arbitrary<ConformanceCase[Key]> };

/** More than any file of a case needs, in bytes. */
export const ROOMY = { freeSpace: '16106127360', maxFileSize: '2147483648' } as const;

/** The id that the service begins with unless a case says otherwise. */
export const FIRST_ID = '1000000001';

/** The plainest case there is: one small file that goes to the root of an account with plenty of room. */
export const plainCase = (version: ConformanceCase['version']): ConformanceCase => ({
  version,
  account: ROOMY,
  firstId: FIRST_ID,
  folder: null,
  files: [{ name: 'a.bin', size: 100, seed: 0 }],
  atOnce: false,
  rules: [],
  steps: [],
});

const PLAIN = {
  version: fc.constant('jax3' as const),
  account: fc.constant(ROOMY),
  firstId: fc.constant(FIRST_ID),
  folder: fc.constant(null),
  files: smallSizes().chain((size) => fileOf({ size: fc.constant(size) }).map((file) => [file])),
  atOnce: fc.constant(false),
  rules: fc.constant([]),
  steps: fc.constant([]),
} satisfies Shape;

/**
 * Generates cases that are plain but for what is chosen: an account with plenty of room, one small file that goes to the
 * root, and a service that does everything well. Shrinks towards the plainest choice of each.
 */
export const scenario = (shape: Shape = {}): Arbitrary<ConformanceCase> => fc.record({ ...PLAIN, ...shape });

/** A scenario of what is chosen, together with what follows from it. */
export function scenarioOf<Chosen>(
  chosen: Arbitrary<Chosen>,
  follows: (chosen: Chosen) => Partial<ConformanceCase>,
  shape: Shape = {},
): Arbitrary<ConformanceCase> {
  return fc.tuple(scenario(shape), chosen).map(([plain, choice]) => ({ ...plain, ...follows(choice) }));
}

/** A scenario with one of these rules, and nothing else out of the ordinary. */
export const disturbedBy = (rules: Arbitrary<CaseRule>): Arbitrary<ConformanceCase> =>
  scenarioOf(rules, (rule) => ({ rules: [rule] }));

/**
 * The first id that the service hands out: about where ids stop fitting into something, or where a double knows few of
 * them. Shrinks towards the least.
 */
export const wideIds = (): Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...[31n, 32n, 53n, 56n, 60n, 62n].map((bits) => 2n ** bits)),
      fc.integer({ min: -3, max: 3 }).map(BigInt),
    )
    .map(([edge, more]) => String(edge + more));

/** The plain first id, or a wide one. */
export const anyIds = (): Arbitrary<string> =>
  fc.oneof({ withCrossShrink: true }, fc.constant(FIRST_ID), wideIds());

/** The value of any of these corners. */
export const anyOf = <Value>(all: readonly Corner<Value>[]): Arbitrary<Value> =>
  fc.constantFrom(...all.map(({ value }) => value));
