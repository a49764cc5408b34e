import { OPERATIONS, type Operation, STRUCTS } from '../../wsdl/contract.js';
import { pathText } from '../schemas/path-text.js';
import { isStructName } from '../soap/index.js';
import type { Act } from './act.js';
import { hasNoBody, replacementIn } from './replacement.js';
import { resultOf, UnfitResult } from './result-of.js';
import { PLACEHOLDER, PLACEHOLDERS } from './rewrite.js';
import { type CallTrigger, type Rule, RuleError, type Trigger } from './rule.js';

/**
 * Checks what the schema of a rule cannot: whether its acts are possible at its trigger.
 * @throws RuleError
 */
export function checkRule({ on, do: acts }: Rule): void {
  checkTrigger(on);
  const answer = replacementIn(acts);
  acts.forEach((act, i) => {
    const complain = (path: readonly PropertyKey[], problem: string): never => {
      throw new RuleError(pathText(['do', i, ...path]), problem);
    };
    checkPlace(act, on, complain);
    if (act !== answer && replacementIn([act]))
      complain([], `never counts, as the act ${answer?.act} before it replaces the answer`);
    checkAct(act, operationsOf(on), complain);
  });
}

type Complain = (path: readonly PropertyKey[], problem: string) => never;

const operationsOf = (on: Trigger): Operation[] =>
  on.kind === 'call' && on.operation !== undefined
    ? [on.operation].flat().map((name) => OPERATIONS[name])
    : [];

function checkTrigger(on: Trigger): void {
  if (typeof on.nth === 'object' && on.nth.to !== undefined && on.nth.to < on.nth.from)
    throw new RuleError('on.nth.to', `must not be less than from, which is ${on.nth.from}`);
  if (on.kind === 'call') checkArguments(on);
}

/** Every named operation must have the argument; without names, any operation. */
function checkArguments(on: CallTrigger): void {
  const named = operationsOf(on);
  for (const name of Object.keys(on.arguments ?? {})) {
    const path = pathText(['on', 'arguments', name]);
    const candidates = named.length > 0 ? named : Object.values(OPERATIONS);
    const found = candidates.map(({ args }) => args.find((argument) => argument.name === name));
    if (named.length === 0 && found.every((argument) => argument === undefined))
      throw new RuleError(path, 'is an argument of no operation');
    const lacking = named.find((_operation, i) => found[i] === undefined);
    if (lacking) throw new RuleError(path, `is no argument of ${lacking.name}: ${argumentsOf(lacking)}`);
    if (found.some((argument) => argument && isStructName(argument.type)))
      throw new RuleError(path, 'is a structure, which cannot be compared with a text');
  }
}

const argumentsOf = ({ args }: Operation): string =>
  args.length === 0 ? 'it has none' : `they are ${args.map(({ name }) => name).join(', ')}`;

const EVERYWHERE: readonly Trigger['kind'][] = ['call', 'part', 'download'];

/** The kinds of exchange that an act is possible at. */
const PLACES: Readonly<Record<Act['act'], readonly Trigger['kind'][]>> = {
  return: ['call'],
  'no-return': ['call'],
  nil: ['call'],
  fault: ['call'],
  rewrite: ['call'],
  dialect: ['call'],
  refuse: ['part'],
  lose: ['part'],
  double: ['part'],
  status: EVERYWHERE,
  account: EVERYWHERE,
  delay: EVERYWHERE,
  throttle: EVERYWHERE,
  stall: EVERYWHERE,
  reset: EVERYWHERE,
  truncate: EVERYWHERE,
  'hang-up': EVERYWHERE,
  corrupt: EVERYWHERE,
  hold: EVERYWHERE,
};

function checkPlace(act: Act, { kind }: Trigger, complain: Complain): void {
  const places = PLACES[act.act];
  if (!places.includes(kind))
    complain(['act'], `${act.act} is only for the kind ${places.join(', ')}, and the rule waits for ${kind}`);
  if ('direction' in act && act.direction === 'in' && kind !== 'part')
    complain(['direction'], `in is only for the kind part, and the rule waits for ${kind}`);
}

function checkAct(act: Act, operations: readonly Operation[], complain: Complain): void {
  const nothing = operations.find(({ returns }) => returns === null);
  if ((act.act === 'return' || act.act === 'nil' || act.act === 'no-return') && nothing)
    complain(['act'], `${act.act} is not for ${nothing.name}, whose response never has a return element`);
  if (act.act === 'return') for (const operation of operations) checkResult(act, operation, complain);
  if (act.act === 'status' && act.body && (hasNoBody(act.status) || act.status === 205))
    complain(['body'], `must be left out, as a response with the status ${act.status} has none`);
  if (act.act === 'rewrite') checkRewrite(act.template, operations, complain);
  if (act.act === 'fault' && (act.exceptionClass !== undefined || act.details !== undefined)) {
    const undeclared = operations.find(({ faults }) => !faults);
    if (undeclared)
      complain(
        [act.exceptionClass === undefined ? 'details' : 'exceptionClass'],
        `must be left out, as ${undeclared.name} declares no ApiException`,
      );
  }
  if (
    act.act === 'account' &&
    Object.entries(act).every(([key, value]) => isFrame(key) || value === undefined)
  )
    complain([], 'changes nothing of the account: give it freeSpace, active or another field');
}

const isFrame = (key: string): boolean => key === 'act' || key === 'at';

function checkResult(act: Extract<Act, { act: 'return' }>, operation: Operation, complain: Complain): void {
  const { name, returns } = operation;
  if (returns === null) return;
  if (act.value === null) complain(['value'], 'must not be null: use the act nil, or no-return');
  try {
    resultOf(act.value, returns);
  } catch (error) {
    if (!(error instanceof UnfitResult)) throw error;
    complain(['value', ...error.path], `${error.problem}, as ${name} answers with ${returns}`);
  }
}

function checkRewrite(template: string, operations: readonly Operation[], complain: Complain): void {
  const plain = operations.find(({ returns }) => !hasAddress(returns));
  if (plain) complain(['act'], `rewrite is not for ${plain.name}, whose result has no address`);
  for (const [braces, name = ''] of template.matchAll(PLACEHOLDER)) {
    if (PLACEHOLDERS.some((known) => known === name)) continue;
    complain(['template'], `has ${braces}: there are ${PLACEHOLDERS.map((each) => `{${each}}`).join(' ')}`);
  }
}

/** A text, or a structure with an uploadUrl. */
const hasAddress = (returns: Operation['returns']): boolean =>
  returns === 'string' ||
  (returns !== null && isStructName(returns) && STRUCTS[returns].some(({ name }) => name === 'uploadUrl'));
