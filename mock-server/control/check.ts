import * as v from 'valibot';
import { pathText } from '../schemas/path-text.js';
import { Problem } from './problem.js';

/**
 * Checks a value against a shape.
 * @param what what comes before paths in the text for the reader, such as `The parameter `
 * @throws Problem with every mistake
 */
export function check<const Schema extends v.GenericSchema<unknown, unknown>>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const checked = v.safeParse(schema, value);
  if (checked.success) return checked.output;
  const errors = checked.issues.map((issue) => ({
    path: pathText((issue.path ?? []).map((step) => step.key as PropertyKey)),
    message: issue.message,
  }));
  const detail = errors.map(({ path, message }) => `${what}${path || 'the body'} ${message}`).join('; ');
  throw new Problem('invalid', detail, { errors });
}
