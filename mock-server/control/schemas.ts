import * as v from 'valibot';

// Schemas of responses, and schemas shared by several routes.

/** 64-bit. */
export const decimal = (description: string) =>
  v.pipe(v.string(), v.regex(/^-?\d+$/), v.description(`${description} 64-bit, as decimal text.`));

/** A time of a response, in ISO 8601, with its description for the document. */
export const isoTime = (description: string) =>
  v.pipe(v.string(), v.isoTimestamp(), v.description(`${description} ISO 8601 in UTC.`));

/** A boolean of a response, with its description for the document. */
export const flag = (description: string) => v.pipe(v.boolean(), v.description(description));

/** A text of a response, with its description for the document. */
export const text = (description: string) => v.pipe(v.string(), v.description(description));

/** A number of a response, with its description for the document. */
export const number = (description: string) => v.pipe(v.number(), v.description(description));

/** A whole number of a response, from 0 on, with its description for the document. */
export const whole = (description: string) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.description(description));

/** A whole number in a query string. */
export function wholeParameter(least: number, most: number, description: string) {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,10}$/, message),
      v.description(`${description} A whole number from ${least} to ${most}.`),
      v.transform(Number),
      v.minValue(least, message),
      v.maxValue(most, message),
    ),
  );
}

const PROBLEM_ENTRIES = {
  type: v.pipe(v.string(), v.description('Address of the explanation, relative to the server.')),
  title: text('The kind of failure.'),
  status: whole('HTTP status.'),
  detail: text('What is wrong, and what to do.'),
  errors: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ path: text('Where, such as `do[0].ms`.'), message: text('What is wrong there.') }),
      ),
      v.description('All mistakes.'),
    ),
  ),
  known: v.optional(v.pipe(v.array(v.string()), v.description('Existing names, at most 100.'))),
  limit: v.optional(whole('Limit in bytes.')),
};

/** A problem document of RFC 9457. */
export const problemSchema = v.pipe(
  v.strictObject(PROBLEM_ENTRIES),
  v.title('Problem'),
  v.description('A problem document after RFC 9457.'),
);
