import * as v from 'valibot';
import { OPERATIONS, type OperationName } from '../../../wsdl/contract.js';
import { oneOf, strictTable } from '../../schemas/input-schemas.js';
import { long, wholeOrDigits } from '../../schemas/numbers.js';
import { issuePath, pathText } from '../../schemas/path-text.js';
import { similarity } from '../../schemas/similarity.js';
import { moment } from '../../schemas/time-schema.js';
import { LONGEST_TEXT } from '../kept-record.js';
import { whyImpossible } from './impossible-match.js';
import type { Match, Query } from './query.js';
import type { Verification } from './verification.js';

/** A mistake in a query from outside: where, what, and what to do. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    /** Such as `expect[0].match.operation`; empty for the whole query. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(path === '' ? `The query ${problem}` : `${path}: ${problem}`);
  }
}

/** Limits of a query. */
const MOST = {
  expectations: 1000,
  arguments: 50,
  operations: 100,
  account: 254,
  text: LONGEST_TEXT + 100,
} as const;

const upTo = (longest: number) =>
  v.pipe(v.string('must be a text'), v.maxLength(longest, `must have at most ${longest} characters`));

const text = upTo(MOST.text);
const flag = v.boolean('must be true or false');

const operationName = v.pipe(
  text,
  v.rawTransform(({ dataset, addIssue, NEVER }): OperationName => {
    if (isOperation(dataset.value)) return dataset.value;
    addIssue({
      message: `is no operation of the service: ${JSON.stringify(dataset.value)}; did you mean ${likest(dataset.value)}?`,
    });
    return NEVER;
  }),
);

const operationNames = v.pipe(
  v.array(operationName),
  v.minLength(1, 'must name an operation'),
  v.maxLength(MOST.operations, `must have at most ${MOST.operations} operations`),
);

const wantedArguments = v.pipe(
  v.record(upTo(MOST.text), text, 'must be a table of names and texts'),
  v.check(
    (wanted) => Object.keys(wanted).length <= MOST.arguments,
    `must have at most ${MOST.arguments} arguments`,
  ),
);

const MATCH = {
  kind: v.optional(oneOf(['call', 'part', 'download'])),
  operation: v.optional(v.lazy((input) => (Array.isArray(input) ? operationNames : operationName))),
  account: v.optional(upTo(MOST.account)),
  outcome: v.optional(oneOf(['ok', 'fault', 'refused', 'error', 'cut'])),
  since: v.optional(moment),
  until: v.optional(moment),
  after: v.optional(wholeOrDigits(0)),
  rule: v.optional(text),
  fileId: v.optional(long('Id of the file.')),
  status: v.optional(wholeOrDigits(100, 999)),
  arguments: v.optional(wantedArguments),
};

const possible = <Given extends Match>() =>
  v.check<Given, (issue: v.CheckIssue<Given>) => string>(
    (match) => whyImpossible(match) === undefined,
    ({ input }) => whyImpossible(input) ?? '',
  );

/** The shape of a `Match` in JSON. */
export const matchSchema = v.pipe(strictTable(MATCH), possible());

/** The shape of a `Query` in JSON. */
export const querySchema = v.pipe(
  strictTable({ ...MATCH, limit: v.optional(wholeOrDigits(0)), order: v.optional(oneOf(['asc', 'desc'])) }),
  possible(),
);

const bounds = v.pipe(
  strictTable({ atLeast: v.optional(wholeOrDigits(0)), atMost: v.optional(wholeOrDigits(0)) }),
  v.check(
    ({ atLeast = 0, atMost = Number.POSITIVE_INFINITY }) => atLeast <= atMost,
    'atLeast must not be more than atMost',
  ),
);

const times = v.lazy((input) => (typeof input === 'object' ? bounds : wholeOrDigits(0)));

const expectations = v.array(
  strictTable({ match: matchSchema, times: v.optional(times) }),
  'must be a list of expectations',
);

/** The shape of a `Verification` in JSON. */
export const verificationSchema = v.pipe(
  strictTable({
    expect: expectations,
    order: v.optional(flag),
    strict: v.optional(flag),
    allowUnused: v.optional(flag),
    among: v.optional(matchSchema),
  }),
  v.check(
    ({ expect, strict = false }) => strict || expect.length > 0,
    'expects nothing and so can only succeed: name an expectation, or set strict to learn of anything at all',
  ),
);

/**
 * Reads a query that was sent as JSON. Times are numbers or ISO texts, ids numbers or decimal texts.
 * @throws QueryError
 */
export const readQuery = (input: unknown): Query => read(querySchema, input);

/** @throws QueryError */
export const readMatch = (input: unknown): Match => read(matchSchema, input);

/** @throws QueryError */
export const readVerification = (input: unknown): Verification => read(verificationSchema, input);

/**
 * Reads a query from the query string of an address, with the names of `Query`. `operation` may occur several times;
 * arguments are spelled `arguments.fileId=12`.
 * @throws QueryError
 */
export function readQueryString(parameters: URLSearchParams): Query {
  const input: Record<string, unknown> = {};
  const wanted: [string, string][] = [];
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    const [first = ''] = values;
    if (values.length > 1 && name !== 'operation') throw new QueryError(name, 'may be there only once');
    if (name.startsWith('arguments.')) wanted.push([name.slice('arguments.'.length), first]);
    else input[name] = values.length > 1 ? values : first;
  }
  if (wanted.length > 0) input['arguments'] = Object.fromEntries(wanted);
  return readQuery(input);
}

/** Refuses lists and objects that are far too long before reading their members. @throws QueryError */
function refuseCrowd(value: unknown, path: readonly PropertyKey[] = [], levels = 5): void {
  if (typeof value !== 'object' || value === null || levels === 0) return;
  const keys = Object.keys(value);
  if (keys.length > MOST.expectations)
    throw new QueryError(pathText(path), `must have at most ${MOST.expectations} entries`);
  for (const key of keys)
    refuseCrowd(Reflect.get(value, key), [...path, Array.isArray(value) ? Number(key) : key], levels - 1);
}

function read<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  refuseCrowd(input);
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new QueryError(issuePath(issue), issue.message);
}

const NAMES = Object.keys(OPERATIONS) as OperationName[];

const isOperation = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);

const likest = (name: string): string =>
  NAMES.reduce((best, other) => (similarity(other, name) > similarity(best, name) ? other : best));
