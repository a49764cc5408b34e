import * as v from 'valibot';

/** An option or argument that a test in the same process has got wrong: in which call, where, and what to write instead. */
export class OptionsError extends RangeError {
  override readonly name = 'OptionsError';

  constructor(
    /** The function that was called. */
    readonly called: string,
    /** Such as `limits.depth`; empty when all of it is wrong. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${called}: ${path === '' ? 'what it is given' : path} ${problem}`);
  }
}

/**
 * Reads what a function of the library is given.
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
  throw new OptionsError(called, v.getDotPath(issue) ?? '', issue.message);
}
