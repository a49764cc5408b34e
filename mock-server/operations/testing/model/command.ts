import fc from 'fast-check';
import { OPERATIONS, type OperationName, type Operations } from '../../../../wsdl/contract.js';
import type { Args } from '../caller.js';
import { aCaller, areRight, type Caller, credentialsOf } from './callers.js';
import type { Choice } from './choice.js';
import { type Expected, faults, judge } from './expected.js';
import { UNKNOWN_OPERATION, WRONG_CREDENTIALS } from './faults.js';
import { checkAfterCall } from './invariants/index.js';
import type { Model } from './model.js';
import type { ModelAccount } from './nodes.js';
import type { Service } from './service.js';

/** One step of a run. */
export type Command = fc.AsyncCommand<Model, Service>;

type Sent<Name extends OperationName> = Operations[Name]['args'];

/** How the arguments of an operation are chosen. The credentials are the caller's, unless they are chosen, too. */
type Choices<Name extends OperationName> = {
  readonly [Arg in keyof Args<Name>]: fc.Arbitrary<Choice<Args<Name>[Arg]>>;
} & { readonly [Arg in 'login' | 'password']?: fc.Arbitrary<Choice<string>> };

/** What should come of a call with the right credentials; changes the model accordingly. */
type Rule<Name extends OperationName> = (model: Model, me: ModelAccount, sent: Sent<Name>) => Expected<Name>;

/** All commands of a kind, with the operation that they call. */
export interface CommandKind {
  readonly calls?: OperationName;
  readonly commands: fc.Arbitrary<Command>;
}

/**
 * Calls of an operation.
 * @param refused what comes of wrong credentials, where that is no fault
 */
export function calls<Name extends OperationName>(
  name: Name,
  choices: Choices<Name>,
  rule: Rule<Name>,
  refused: Expected<Name> = faults(WRONG_CREDENTIALS),
): CommandKind {
  const chosen = fc.record({ who: aCaller, args: fc.record<Record<string, Choice<unknown>>>(choices) });
  return {
    calls: name,
    commands: chosen.map(({ who, args }) => new OperationCall(name, rule, refused, who, args)),
  };
}

class OperationCall<Name extends OperationName> implements Command {
  #shown: string;

  constructor(
    private readonly name: Name,
    private readonly rule: Rule<Name>,
    private readonly refused: Expected<Name>,
    private readonly who: Caller,
    private readonly choices: Readonly<Record<string, Choice<unknown>>>,
  ) {
    this.#shown = name;
  }

  check(model: Readonly<Model>): boolean {
    return model.isModelled(this.name);
  }

  async run(model: Model, service: Service): Promise<void> {
    const me = model.account(this.who.account);
    const args = this.#args(model, me);
    this.#shown = `${this.name}(${fc.stringify(args)})`;
    const expected = this.#expected(model, service, me, args);
    const reply = await service.call(this.name, args);
    await judge(this.name, service, me, expected, reply);
    await checkAfterCall(model, service, me);
  }

  #args(model: Model, me: ModelAccount): Sent<Name> {
    const args: Record<string, unknown> = this.#signsIn ? credentialsOf(me, this.who) : {};
    for (const [name, choice] of Object.entries(this.choices)) args[name] = choice(model, me, args);
    // The compiler has seen that there is a choice for every argument but the credentials.
    return args as Sent<Name>;
  }

  get #signsIn(): boolean {
    return OPERATIONS[this.name].args[0]?.name === 'login' && !Object.hasOwn(this.choices, 'login');
  }

  #expected(model: Model, { version }: Service, me: ModelAccount, args: Sent<Name>): Expected<Name> {
    if (version === 'jax2' && OPERATIONS[this.name].since === 'jax3') return faults(UNKNOWN_OPERATION);
    return this.#signsIn && !areRight(this.who) ? this.refused : this.rule(model, me, args);
  }

  toString(): string {
    return this.#shown;
  }
}
