import * as v from 'valibot';
import { issuePath } from './path-text.js';

/** A wrong option or argument of a library function: which call, where, and what to write instead. */
export class OptionsError extends RangeError {
  override readonly name = 'OptionsError';

  constructor(
    /** The function that was called. */
    readonly called: string,
    /** Such as `limits.depth`; empty for the whole argument. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${called}: ${path === '' ? 'the argument' : path} ${problem}`);
  }
}

/**
 * Checks an argument of a library function.
 * @throws OptionsError for the first mistake
 */
export function readOptions<const Schema extends v.GenericSchema<unknown, unknown>>(
  called: string,
  schema: Schema,
  given: unknown,
): v.InferOutput<Schema> {
  if (Array.isArray(given) && schema.type === 'strict_object')
    throw new OptionsError(called, '', 'must be a table of options, not a list');
  const read = v.safeParse(schema, given, { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new OptionsError(called, issuePath(issue), issue.message);
}
