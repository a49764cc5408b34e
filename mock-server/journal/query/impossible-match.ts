import { OPERATIONS, type Operation, type OperationName, STRUCTS } from '../../../wsdl/contract.js';
import { didYouMean } from '../../schemas/nearest-name.js';
import type { Match } from './query.js';

/**
 * Why a match can never match, which is a mistake in the test: an expectation that it never occurs would always hold.
 * Undefined if it can match.
 */
export function whyImpossible({
  kind,
  operation: named,
  arguments: wanted,
  since,
  until,
}: Match): string | undefined {
  const isOfCalls = named !== undefined || wanted !== undefined;
  if (isOfCalls && kind !== undefined && kind !== 'call')
    return `asks for the kind ${kind}, and only calls have an operation and arguments`;
  if (since !== undefined && until !== undefined && since > until) return 'has since after until';
  const candidates = operationsOf(named);
  for (const path of Object.keys(wanted ?? {})) {
    const problem = whyNoArgument(path, candidates);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const operationsOf = (named: Match['operation']): readonly Operation[] =>
  named === undefined
    ? Object.values(OPERATIONS)
    : [named].flat().map((name: OperationName) => OPERATIONS[name]);

function whyNoArgument(path: string, candidates: readonly Operation[]): string | undefined {
  const [name = '', field] = path.split('.');
  const found = candidates.flatMap(({ args }) => args.filter((argument) => argument.name === name));
  if (found.length === 0) {
    const known = [...new Set(candidates.flatMap(({ args }) => args.map((argument) => argument.name)))];
    return `has arguments.${name}, which is no argument ${ofWhat(candidates)}${didYouMean(name, known)}`;
  }
  const fields = found.flatMap(({ type }) =>
    Object.hasOwn(STRUCTS, type) ? STRUCTS[type as keyof typeof STRUCTS] : [],
  );
  if (field === undefined || fields.length === 0 || fields.some((each) => each.name === field))
    return undefined;
  const names = fields.map((each) => each.name);
  return `has arguments.${path}, and ${name} has no ${field}${didYouMean(field, names)}`;
}

const ofWhat = (candidates: readonly Operation[]): string =>
  candidates.length > 3 ? 'of any operation' : `of ${candidates.map(({ name }) => name).join(' or ')}`;
