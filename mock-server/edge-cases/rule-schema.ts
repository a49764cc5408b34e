import * as v from 'valibot';
import { OPERATIONS, type OperationName } from '../../wsdl/contract.js';
import { noneOf, strictTable } from '../schemas/input-schemas.js';
import { didYouMean, nearestName } from '../schemas/nearest-name.js';
import { long, whole } from '../schemas/numbers.js';
import { issuePath } from '../schemas/path-text.js';
import { dialectSchema } from '../soap/dialect/dialect-schema.js';
import { actSchema, field, headersSchema, jsonValue, nonEmpty, table, text } from './act-schema.js';
import { type Rule, RuleError } from './rule.js';
import { checkRule } from './rule-check.js';

const NAMES = Object.keys(OPERATIONS) as OperationName[];
const operationName = v.picklist(NAMES, ({ input }) => noOperation(input));

const noOperation = (input: unknown): string =>
  typeof input === 'string'
    ? `must be an operation of the service, which ${JSON.stringify(input)} is not${suggestion(input)}`
    : 'must be the name of an operation, or a list of names';

/** Suggests only a similar name: listing 94 operations would not help. */
const suggestion = (name: string): string =>
  nearestName(name, NAMES) === undefined ? '' : didYouMean(name, NAMES);

const ARGUMENTS = 'must be a table of arguments and texts';
const argumentsSchema = v.record(v.string(), text, ARGUMENTS);

const count = whole(1);

const anyTrigger = {
  account: field(nonEmpty, 'The login, in any case.'),
  nth: field(
    v.union(
      [
        count,
        strictTable({
          from: v.pipe(count, v.description('The first one.')),
          to: field(count, 'The last one. Default: without end.'),
        }),
      ],
      'must be a whole number from 1 on, or a table of from and to',
    ),
    'Which of the exchanges that match the rest, the first one being 1.',
  ),
};

const fileId = v.optional(long('Id of the file.'));

const kind = <const Kind extends string, Entries extends v.ObjectEntries>(
  name: Kind,
  title: string,
  entries: Entries,
) => v.pipe(strictTable({ kind: v.literal(name), ...anyTrigger, ...entries }), v.title(title));

const triggerSchema = v.pipe(
  v.variant(
    'kind',
    [
      kind('call', 'A call of an operation', {
        operation: field(
          v.union(
            [
              operationName,
              v.pipe(
                v.array(operationName, 'must be a list of operations'),
                v.minLength(1, 'must not be an empty list'),
              ),
            ],
            ({ input }) => noOperation(input),
          ),
          'One or more operations. Default: any.',
        ),
        arguments: field(
          table(argumentsSchema, ARGUMENTS),
          'Arguments by name, as text; the members of a list separated by commas.',
        ),
      }),
      kind('part', 'Bytes that come to the upload address', {
        fileId,
        firstByte: v.optional(long("Place of the part's first byte in the file.")),
      }),
      kind('download', 'A request for the bytes of a file', {
        fileId,
        name: field(text, 'Name of the file.'),
      }),
    ],
    noneOf(['call', 'part', 'download']),
  ),
  v.description('What the rule waits for. What is left out does not matter.'),
);

/** The schema of a rule in JSON. `readRule` checks what depends on the operations. */
export const ruleSchema = v.pipe(
  strictTable({
    id: field(nonEmpty, 'Unique among the armed rules. Default: r1, r2 and so on.'),
    note: field(text, 'For the reader of reports.'),
    on: triggerSchema,
    do: v.pipe(
      v.array(actSchema, 'must be a list of acts'),
      v.minLength(1, 'must have at least one act'),
      v.description('Carried out together, whenever the rule fires.'),
    ),
    times: field(count, 'How often it fires before everything is well again. Default: without end.'),
  }),
  v.title('A rule that makes the service misbehave'),
);

/** A rule in JSON. */
export type RuleInput = v.InferInput<typeof ruleSchema>;

/** The definitions of the JSON Schema. */
export const DEFINITIONS = {
  arguments: argumentsSchema,
  headers: headersSchema,
  dialect: dialectSchema,
  act: actSchema,
  trigger: triggerSchema,
  operation: operationName,
  value: jsonValue,
};

/** Depth limit: more than any result needs, and within the limits of every parser. */
const DEEPEST = 32;

/**
 * Reads a rule from parsed JSON.
 * @throws RuleError with the position of the first mistake, and what to do
 */
export function readRule(json: unknown): Rule {
  if (isDeeper(json, DEEPEST)) throw new RuleError('', `is nested deeper than ${DEEPEST} levels`);
  const read = v.safeParse(ruleSchema, json, { abortEarly: true });
  if (!read.success) {
    const issue = innermost(read.issues[0]);
    throw new RuleError(issuePath(issue), issueText(issue));
  }
  checkRule(read.output);
  return read.output;
}

/**
 * Reads several rules.
 * @throws RuleError whose path begins with the index in the list
 */
export function readRules(json: readonly unknown[]): Rule[] {
  return json.map((rule, index) => {
    try {
      return readRule(rule);
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      throw new RuleError(`[${index}]${error.path === '' ? '' : `.${error.path}`}`, error.problem);
    }
  });
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

/** Of a union that failed, the mistake that is deepest in a member, if there is one. */
function innermost(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> {
  const deeper = issue.issues?.find(({ path = [] }) => path.length > 0);
  if (issue.type !== 'union' || !deeper?.path) return issue;
  return { ...innermost(deeper), path: [...(issue.path ?? []), ...deeper.path] as typeof issue.path };
}

function issueText(issue: v.BaseIssue<unknown>): string {
  const [last] = issue.path?.slice(-1) ?? [];
  if (issue.type === 'variant' && last?.key !== 'act' && last?.key !== 'kind')
    return 'must be a table of keys and values';
  return issue.message;
}
