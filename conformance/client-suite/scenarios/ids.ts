import fc, { type Arbitrary } from 'fast-check';

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
