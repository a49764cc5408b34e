import fc, { type Arbitrary } from 'fast-check';
import { names } from '../../client-suite/scenarios/names.js';

/** Letters of a name that is longer than many a field, and shorter than what file systems take. */
const LONG = { minLength: 33, maxLength: 120, size: 'max' } as const;

/** Any name of a file or folder: more often than by chance one that is long, or full of what is markup in XML. */
export const anyNames = (): Arbitrary<string> =>
  fc.oneof(
    { arbitrary: names(), weight: 4 },
    fc.string({ unit: fc.constantFrom(...'abcdefghij'), ...LONG }),
    fc
      .array(fc.constantFrom('&', '<', '>', '"', "'", 'amp;', '&lt;', 'a'), { minLength: 1, maxLength: 8 })
      .map((pieces) => `a${pieces.join('')}`),
  );
