import * as v from 'valibot';

// 64-bit numbers are decimal texts or JSON numbers, as long as those keep their digits.

const PAST_JSON = 'must be a text, as a JSON number past 2^53 loses digits';

function wide(least: bigint, text: RegExp, message: string) {
  const jsonNumber = v.pipe(
    v.number(message),
    v.integer(message),
    v.safeInteger(PAST_JSON),
    v.minValue(least < 0n ? Number.MIN_SAFE_INTEGER : Number(least), message),
  );
  // What stands behind a transformation would not come into the JSON Schema, so the description is before it.
  return (description: string) =>
    v.pipe(
      v.union([jsonNumber, v.pipe(v.string(message), v.regex(text, message)), v.bigint()], message),
      v.description(description),
      v.transform((value) => BigInt(value)),
      v.check((value) => value >= least && BigInt.asIntN(64, value) === value, message),
    );
}

/** A size or place in bytes. */
export const bytes = wide(0n, /^(?:0|[1-9]\d{0,18})$/, 'must be a whole number of bytes from 0 to 2^63-1');

/** A number of bytes, and an id that the service hands out. */
export const positive = wide(1n, /^[1-9]\d{0,18}$/, 'must be a whole number from 1 to 2^63-1');

/** Whatever a client may send as a number. */
export const long = wide(
  -(2n ** 63n),
  /^(?:0|-?[1-9]\d{0,18})$/,
  'must be a whole number from -2^63 to 2^63-1',
);

/** A small whole number, which JSON holds without loss. */
export function whole(least: number, most: number, message: string) {
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}
