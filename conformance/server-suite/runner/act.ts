import { OPERATIONS, type OperationName, type Operations } from '../../../wsdl/contract.js';
import { Troubled } from '../../engine/trouble.js';
import type { ServerRequirement } from '../rules/server-requirement.js';
import { ANSWERED } from '../rules/wire.js';
import {
  type CallOutcome,
  type HttpReply,
  type HttpRequest,
  NoAnswerError,
  type ServerUnderTest,
} from '../server-under-test.js';
import { Ledger } from './ledger.js';
import type { About, Recorder } from './recorder.js';

/** A step as plain JSON. */
export interface StepData {
  readonly does: string;
  readonly [name: string]: unknown;
}

export interface ServerAccount {
  readonly login: string;
  readonly password: string;
}

/** Arguments of a function besides login and password. */
export type Own<Name extends OperationName> = Omit<Operations[Name]['args'], 'login' | 'password'>;
type Result<Name extends OperationName> = Operations[Name]['result'];

/** A step that was made, and the entries of the journal that came of it. */
export interface Made {
  readonly data: StepData;
  readonly text: string;
  /** The first of its entries. */
  readonly fromSeq: number;
}

/** What steps act with: the service, by an account; the model; and the ledger. */
export class Act {
  readonly made: Made[] = [];
  readonly see: Ledger;
  readonly #recorder: Recorder;

  constructor(
    recorder: Recorder,
    readonly account: ServerAccount,
    readonly server: Pick<ServerUnderTest, 'version' | 'address'>,
    readonly guest?: ServerAccount | undefined,
  ) {
    this.#recorder = recorder;
    this.see = new Ledger(() => this.#entriesOfStep());
  }

  /** @param text what is done, as a sentence in past tense */
  begin(data: StepData, text: string): void {
    this.made.push({ data, text, fromSeq: this.#recorder.entries.length + 1 });
  }

  /** Calls a function as the account does. */
  call<Name extends OperationName>(name: Name, own: Own<Name>): Promise<CallOutcome<Result<Name>>> {
    return this.callAs(this.account, name, own);
  }

  /** Calls a function as somebody else would. */
  callAs<Name extends OperationName>(
    { login, password }: ServerAccount,
    name: Name,
    own: Own<Name>,
  ): Promise<CallOutcome<Result<Name>>> {
    const known = OPERATIONS[name].args.some((arg) => arg.name === 'password') ? { login, password } : {};
    // Login and password are all that was left out.
    const args = { ...known, ...own } as Operations[Name]['args'];
    return this.#answered(name, () => this.#recorder.call(name, args));
  }

  /** Calls a function that must not fail. @param rule the one that a fault breaks */
  value<Name extends OperationName>(
    rule: ServerRequirement,
    name: Name,
    own: Own<Name>,
  ): Promise<Result<Name>> {
    return this.valueAs(this.account, rule, name, own);
  }

  /** Calls a function that must not fail, as somebody else would. */
  async valueAs<Name extends OperationName>(
    account: ServerAccount,
    rule: ServerRequirement,
    name: Name,
    own: Own<Name>,
  ): Promise<Result<Name>> {
    const outcome = await this.callAs(account, name, own);
    if ('value' in outcome) return outcome.value;
    return this.see.breaks(rule, {
      did: `It answered ${name} with the fault ${JSON.stringify(outcome.fault.text)}.`,
      should: `It should answer, as nothing is wrong with the call.`,
    });
  }

  /** Sends something else than a call of the contract. */
  send(request: HttpRequest, about: About): Promise<HttpReply> {
    return this.#answered(request.url, () => this.#recorder.send(request, about));
  }

  async #answered<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await ask();
      this.see.kept(ANSWERED);
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      if (error.kind === 'unreachable')
        throw new Troubled('server', `A request ${error.message}`, { cause: error });
      return this.see.breaks(ANSWERED, {
        did: `The request to ${what} ${error.message}.`,
        should: 'It should answer with a reply or a fault, and keep the connection until the end of it.',
      });
    }
  }

  #entriesOfStep(): readonly number[] {
    const from = this.made.at(-1)?.fromSeq ?? 1;
    return this.#recorder.entries.map(({ seq }) => seq).filter((seq) => seq >= from);
  }
}
