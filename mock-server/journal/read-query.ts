import * as v from 'valibot';
import { OPERATIONS, type OperationName } from '../../wsdl/contract.js';
import type { Match, Query } from './query.js';
import { similarity } from './similarity.js';
import type { Verification } from './verification.js';

/** What is wrong with a query from outside: where, what, and what to do. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    /** Such as `expect.0.match.function`; empty when all of it is wrong. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(path === '' ? `The query ${problem}` : `${path}: ${problem}`);
  }
}

const text = v.string('must be a text');
const flag = v.boolean('must be true or false');

const oneOf = <const Names extends readonly string[]>(...names: Names) =>
  v.picklist(names, `must be one of ${names.join(', ')}`);

/** In a query string numbers are texts. */
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) => {
  const message =
    most === Number.MAX_SAFE_INTEGER
      ? `must be a whole number from ${least} on`
      : `must be a whole number from ${least} to ${most}`;
  const number = v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
  const digits = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), number);
  return v.union([number, digits], message);
};

const LONG =
  'must be a whole number of at most 64 bits; write large ones as a text, JSON numbers lose digits';

const long = v.pipe(
  v.union(
    [
      v.pipe(
        v.number(),
        v.safeInteger(),
        v.transform((value) => BigInt(value)),
      ),
      v.pipe(
        v.string(),
        v.regex(/^-?\d{1,19}$/),
        v.transform((value) => BigInt(value)),
      ),
      v.bigint(),
    ],
    LONG,
  ),
  v.check((value) => BigInt.asIntN(64, value) === value, LONG),
);

const MOMENT = 'must be milliseconds since 1970, or a time with its zone such as 2026-01-31T12:00:00Z';
const WITH_ZONE = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/;
/** The furthest that a Date reaches, in milliseconds. */
const FURTHEST = 8.64e15;

/** A time in milliseconds since 1970, or as ISO text with its zone. */
export const moment = v.pipe(
  v.union(
    [
      v.number(),
      v.pipe(v.string(), v.regex(/^-?\d{1,16}$/), v.transform(Number)),
      v.pipe(
        v.string(),
        v.regex(WITH_ZONE),
        v.transform((value) => Date.parse(value)),
      ),
    ],
    MOMENT,
  ),
  v.check((value) => Math.abs(value) <= FURTHEST, MOMENT),
);

const functionName = v.pipe(
  text,
  v.rawTransform(({ dataset, addIssue, NEVER }): OperationName => {
    if (isOperation(dataset.value)) return dataset.value;
    addIssue({
      message: `is no function of the service: ${JSON.stringify(dataset.value)}; did you mean ${likest(dataset.value)}?`,
    });
    return NEVER;
  }),
);

const functionNames = v.pipe(v.array(functionName), v.minLength(1, 'must name a function'));

const MATCH = {
  kind: v.optional(oneOf('call', 'part', 'download')),
  function: v.optional(v.lazy((input) => (Array.isArray(input) ? functionNames : functionName))),
  account: v.optional(text),
  outcome: v.optional(oneOf('ok', 'fault', 'refused', 'error', 'cut')),
  since: v.optional(moment),
  until: v.optional(moment),
  after: v.optional(whole(0)),
  rule: v.optional(text),
  fileId: v.optional(long),
  status: v.optional(whole(100, 999)),
  arguments: v.optional(v.record(v.string(), text, 'must be a table of names and texts')),
};

/** The shape of a `Match` in JSON. */
export const matchSchema = v.strictObject(MATCH);

/** The shape of a `Query` in JSON. */
export const querySchema = v.strictObject({
  ...MATCH,
  limit: v.optional(whole(0)),
  order: v.optional(oneOf('asc', 'desc')),
});

const bounds = v.pipe(
  v.strictObject({ atLeast: v.optional(whole(0)), atMost: v.optional(whole(0)) }),
  v.check(
    ({ atLeast = 0, atMost = Number.POSITIVE_INFINITY }) => atLeast <= atMost,
    'atLeast must not be more than atMost',
  ),
);

const times = v.lazy((input) => (typeof input === 'object' ? bounds : whole(0)));

/** The shape of a `Verification` in JSON. */
export const verificationSchema = v.pipe(
  v.strictObject({
    expect: v.array(
      v.strictObject({ match: matchSchema, times: v.optional(times) }),
      'must be a list of expectations',
    ),
    order: v.optional(flag),
    strict: v.optional(flag),
    among: v.optional(matchSchema),
  }),
  v.check(
    ({ expect, strict = false }) => strict || expect.length > 0,
    'expects nothing and so can only succeed: name an expectation, or set strict to be told of anything at all',
  ),
);

/**
 * Reads a query that came as JSON. Times are numbers or ISO texts, ids numbers or decimal texts.
 * @throws QueryError
 */
export const readQuery = (input: unknown): Query => read(querySchema, input);

/** @throws QueryError */
export const readMatch = (input: unknown): Match => read(matchSchema, input);

/** @throws QueryError */
export const readVerification = (input: unknown): Verification => read(verificationSchema, input);

/**
 * Reads a query from the query string of an address: the names of `Query`; `function` may come several times, and
 * arguments are spelled `arguments.fileId=12`.
 * @throws QueryError
 */
export function readQueryString(parameters: URLSearchParams): Query {
  const input: Record<string, unknown> = {};
  const wanted: [string, string][] = [];
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    const [first = ''] = values;
    if (values.length > 1 && name !== 'function') throw new QueryError(name, 'may be there only once');
    if (name.startsWith('arguments.')) wanted.push([name.slice('arguments.'.length), first]);
    else input[name] = values.length > 1 ? values : first;
  }
  if (wanted.length > 0) input['arguments'] = Object.fromEntries(wanted);
  return readQuery(input);
}

function read<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new QueryError(v.getDotPath(issue) ?? '', problemOf(issue));
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message;
  if (issue.expected === 'never') return 'is not known here';
  return issue.expected?.startsWith('"') ? 'is missing' : 'must be an object';
}

const NAMES = Object.keys(OPERATIONS) as OperationName[];

const isOperation = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);

const likest = (name: string): string =>
  NAMES.reduce((best, other) => (similarity(other, name) > similarity(best, name) ? other : best));
