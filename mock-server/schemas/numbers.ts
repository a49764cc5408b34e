import * as v from 'valibot';

// All schemas of numbers. A description comes before a transformation: JSON Schema shows nothing of what follows one.

const LOST_DIGITS = 'must be a text, as a JSON number past 2^53 loses digits';

const wholeProblem = (least: number, most: number): string => {
  if (most < Number.MAX_SAFE_INTEGER) return `must be a whole number from ${least} to ${most}`;
  return least > Number.MIN_SAFE_INTEGER
    ? `must be a whole number from ${least} on`
    : 'must be a whole number';
};

/** A whole number that JSON and JavaScript hold without loss. */
export function whole(
  least: number = Number.MIN_SAFE_INTEGER,
  most: number = Number.MAX_SAFE_INTEGER,
  problem: string = wholeProblem(least, most),
) {
  return v.pipe(
    v.number(problem),
    v.safeInteger(problem),
    v.minValue(least, problem),
    v.maxValue(most, problem),
  );
}

/** The same, or its digits: query strings hold text only. */
export function wholeOrDigits(least: number, most?: number) {
  const number = whole(least, most);
  const digits = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), number);
  return v.union([number, digits], number.pipe[0].message);
}

/** The same, or a bigint, as the reader of YAML makes of every whole number. */
export function wholeOrBigint(least: number, most: number, problem: string, description: string) {
  // 0.5 has one problem where 1 is the least, not two.
  const number = v.pipe(
    v.number(problem),
    v.safeInteger(problem),
    v.gtValue(least - 1, problem),
    v.maxValue(most, problem),
  );
  return v.pipe(
    v.union([number, v.bigint()], problem),
    v.description(description),
    v.transform(Number),
    v.minValue(least, problem),
    v.maxValue(most, problem),
  );
}

/** 64-bit: decimal text, JSON number below 2^53, or bigint. The output is a bigint. */
function long64(least: bigint, text: RegExp, problem: string) {
  const jsonNumber = v.pipe(
    v.number(problem),
    v.integer(problem),
    v.safeInteger(LOST_DIGITS),
    v.minValue(least < 0n ? Number.MIN_SAFE_INTEGER : Number(least), problem),
  );
  return (description: string) =>
    v.pipe(
      v.union([jsonNumber, v.pipe(v.string(problem), v.regex(text, problem)), v.bigint()], problem),
      v.description(description),
      v.transform((value) => BigInt(value)),
      v.check((value) => value >= least && BigInt.asIntN(64, value) === value, problem),
    );
}

/** A size or offset in bytes. */
export const bytes = long64(0n, /^\d{1,19}$/, 'must be a whole number of bytes from 0 to 2^63-1');

/** A number of bytes, or an id that the service assigns. */
export const positive = long64(1n, /^0*[1-9]\d{0,18}$/, 'must be a whole number from 1 to 2^63-1');

/** Any number that a client can send as xsd:long. */
export const long = long64(-(2n ** 63n), /^-?\d{1,19}$/, 'must be a whole number from -2^63 to 2^63-1');

const DIGITS = 'must be a whole number from 0 to 2^63-1, in quotes';

/** 64-bit, as decimal text only. The output is a bigint. */
export const longText = v.pipe(
  v.string(DIGITS),
  v.regex(/^\d{1,19}$/, DIGITS),
  v.transform((digits) => BigInt(digits)),
  v.check((value) => value < 2n ** 63n, DIGITS),
);
