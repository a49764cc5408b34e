import * as v from 'valibot';

/** One mistake: where it is, and what is wrong there. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The value that a schema read, or the first mistake. */
export type Checked<Output> = { readonly output: Output } | { readonly mistake: Mistake };

type Schema = v.GenericSchema<unknown, unknown>;

/** Fields of schemas that contain others. */
interface Nested extends Schema {
  readonly wrapped?: Schema;
  readonly getter?: (value: unknown) => Schema;
  readonly item?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  /** Only of a union: other kinds have options that are no schemas. */
  readonly options?: readonly Schema[];
  readonly pipe?: readonly [Schema, ...v.GenericPipeItem[]];
  readonly message?: v.ErrorMessage<v.UnionIssue<never>>;
}

/** Members of a list checked in one step. */
const FEW = 20;

/**
 * Checks a value against a schema in steps, up to the first mistake: each member of a list, and each table apart
 * from the lists in it. Otherwise as safeParse of valibot, which runs at once.
 */
export function* checkSteps<const S extends Schema>(
  schema: S,
  value: unknown,
): Generator<void, Checked<v.InferOutput<S>>> {
  try {
    return { output: yield* output(schema, value, []) };
  } catch (error) {
    if (error instanceof Found) return { mistake: error.mistake };
    throw error;
  }
}

/** Ends the check. */
class Found extends Error {
  constructor(readonly mistake: Mistake) {
    super(mistake.message);
  }
}

function* output(schema: Schema, value: unknown, path: readonly PropertyKey[]): Generator<void, unknown> {
  if (!hasLists(schema) || typeof value !== 'object' || value === null) return atOnce(schema, value, path);
  const { type, wrapped, getter, item, entries, options, pipe, message } = schema as Nested;
  if (wrapped) return yield* output(wrapped, value, path);
  if (getter) return yield* output(getter(value), value, path);
  if (type === 'union' && options) return yield* chosen(options, value, path, message);
  if (item && Array.isArray(value)) {
    const members: unknown[] = [];
    for (const [index, member] of value.entries()) {
      members.push(yield* output(item, member, [...path, index]));
      if (index % FEW === FEW - 1) yield;
    }
    return pipe ? atOnce(v.pipe(v.unknown(), ...pipe.slice(1)), members, path) : members;
  }
  if (!entries || type !== 'strict_object' || pipe || Array.isArray(value))
    return atOnce(schema, value, path);
  const table = atOnce(withoutLists(schema as Nested, entries), value, path) as Record<string, unknown>;
  for (const [name, entry] of Object.entries(entries))
    if (hasLists(entry) && name in table) table[name] = yield* output(entry, table[name], [...path, name]);
  return table;
}

/** The first option that fits. */
function* chosen(
  options: readonly Schema[],
  value: unknown,
  path: readonly PropertyKey[],
  message: Nested['message'],
): Generator<void, unknown> {
  for (const option of options) {
    const checked = yield* checkSteps(option, value);
    if ('output' in checked) return checked.output;
  }
  return atOnce(v.union([], message), value, path);
}

function atOnce(schema: Schema, value: unknown, path: readonly PropertyKey[]): unknown {
  const checked = v.safeParse(schema, value, { abortEarly: true });
  if (checked.success) return checked.output;
  const [{ path: below = [], message }] = checked.issues;
  throw new Found({ path: [...path, ...below.map(({ key }) => key as PropertyKey)], message });
}

const LISTS = new WeakMap<Schema, boolean>();

/** Whether a shape has a list in it, at any depth. */
function hasLists(schema: Schema): boolean {
  const known = LISTS.get(schema);
  if (known !== undefined) return known;
  const { type, wrapped, getter, item, entries = {}, options = [] } = schema as Nested;
  const choices = type === 'union' ? options : [];
  const inner = [...Object.values(entries), ...choices, ...(wrapped ? [wrapped] : [])];
  const found = item !== undefined || getter !== undefined || inner.some(hasLists);
  LISTS.set(schema, found);
  return found;
}

const TABLES = new WeakMap<Schema, Schema>();

/** The same table, which accepts anything for its lists. */
function withoutLists(schema: Nested, entries: NonNullable<Nested['entries']>): Schema {
  const known = TABLES.get(schema);
  if (known) return known;
  const lax = Object.entries(entries).map(([name, entry]): [string, Schema] => {
    if (!hasLists(entry)) return [name, entry];
    return [name, entry.type === 'optional' ? v.optional(v.unknown()) : v.unknown()];
  });
  const table = { ...schema, entries: Object.fromEntries(lax) };
  TABLES.set(schema, table);
  return table;
}
