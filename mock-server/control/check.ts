import * as v from 'valibot';
import { issuePath } from '../schemas/path-text.js';
import { Problem } from './problem.js';

/**
 * Checks a value against a schema.
 * @param what prefix of paths in the message, such as `The parameter `
 * @throws Problem with all mistakes
 */
export function check<const Schema extends v.GenericSchema<unknown, unknown>>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const checked = v.safeParse(schema, value);
  if (checked.success) return checked.output;
  const errors = checked.issues.map((issue) => ({
    path: issuePath(issue),
    message: issue.message,
  }));
  const detail = errors.map(({ path, message }) => `${what}${path || 'the body'} ${message}`).join('; ');
  throw new Problem('invalid', detail, { errors });
}
