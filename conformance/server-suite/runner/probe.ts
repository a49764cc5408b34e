import * as v from 'valibot';
import { strictTable } from '../../../mock-server/schemas/input-schemas.js';
import { OPERATIONS, type OperationName, type Operations } from '../../../wsdl/contract.js';
import { type Broken, type RequirementFacts, Troubled } from '../../engine/index.js';
import {
  type CallOutcome,
  type HttpReply,
  type HttpRequest,
  NoAnswerError,
  type ServerUnderTest,
} from '../server-under-test.js';
import type { About, Recorder } from './recorder.js';

/** A step as plain JSON. */
export interface StepData {
  readonly does: string;
  readonly [name: string]: unknown;
}

/** The credentials of an account of the server. */
export const ACCOUNT = strictTable({
  login: v.string('must be a text'),
  password: v.string('must be a text'),
});

/** An account of the server. */
export type ServerAccount = Readonly<v.InferInput<typeof ACCOUNT>>;

/** Arguments of an operation besides login and password. */
export type Own<Name extends OperationName> = Omit<Operations[Name]['args'], 'login' | 'password'>;
type Result<Name extends OperationName> = Operations[Name]['result'];

/** A step that was performed. */
export interface PerformedStep {
  readonly data: StepData;
  readonly text: string;
  /** The `seq` of its first journal entry. */
  readonly fromSeq: number;
}

/** How a requirement was broken: two sentences, the first in past tense. */
interface Complaint {
  /** What the service did. */
  readonly did: string;
  readonly should: string;
}

type Judged = Pick<RequirementFacts, 'id'>;

/** SV-90, which every request is judged by. */
export const ANSWERED: Judged = { id: 'SV-90' };

/** Ends a sequence: after a broken requirement the model no longer knows what the account holds. */
export class SequenceOver extends Error {
  override readonly name = 'SequenceOver';
}

/** What steps work with: it calls the service as the account, and records which requirements hold. The first broken one ends the sequence. */
export class Probe {
  readonly performed: PerformedStep[] = [];
  readonly #exercised = new Set<string>();
  readonly #recorder: Recorder;
  #broken: { readonly requirement: string; readonly verdict: Broken } | undefined;

  constructor(
    recorder: Recorder,
    readonly account: ServerAccount,
    readonly server: Pick<ServerUnderTest, 'version' | 'address'>,
    readonly guest?: ServerAccount | undefined,
  ) {
    this.#recorder = recorder;
  }

  /** Ids of the requirements that were exercised. */
  get exercised(): ReadonlySet<string> {
    return this.#exercised;
  }

  get broken(): { readonly requirement: string; readonly verdict: Broken } | undefined {
    return this.#broken;
  }

  /** Begins a step. @param text what it does, as a sentence in past tense */
  begin(data: StepData, text: string): void {
    this.performed.push({ data, text, fromSeq: this.#recorder.entries.length + 1 });
  }

  /** Records whether a requirement holds. @throws SequenceOver when it does not */
  see(requirement: Judged, holds: boolean, complaint: () => Complaint): void {
    if (holds) this.keeps(requirement);
    else this.breaks(requirement, complaint());
  }

  /** Records that a requirement holds. */
  keeps({ id }: Judged): void {
    this.#exercised.add(id);
  }

  /** Records that a requirement is broken. @throws SequenceOver always */
  breaks({ id }: Judged, complaint: Complaint): never {
    const from = this.performed.at(-1)?.fromSeq ?? 1;
    const seqs = this.#recorder.entries.map(({ seq }) => seq).filter((seq) => seq >= from);
    this.#exercised.add(id);
    this.#broken = { requirement: id, verdict: { is: 'broken', ...complaint, seqs } };
    throw new SequenceOver(id);
  }

  /** Calls an operation as the account. */
  call<Name extends OperationName>(name: Name, own: Own<Name>): Promise<CallOutcome<Result<Name>>> {
    return this.callAs(this.account, name, own);
  }

  /** Calls an operation as another account. */
  callAs<Name extends OperationName>(
    { login, password }: ServerAccount,
    name: Name,
    own: Own<Name>,
  ): Promise<CallOutcome<Result<Name>>> {
    const known = OPERATIONS[name].args.some((arg) => arg.name === 'password') ? { login, password } : {};
    // Login and password are all that `Own` leaves out.
    const args = { ...known, ...own } as Operations[Name]['args'];
    return this.#answered(name, () => this.#recorder.call(name, args));
  }

  /** The result of an operation that must not answer with a fault. @param requirement the one that a fault breaks */
  value<Name extends OperationName>(requirement: Judged, name: Name, own: Own<Name>): Promise<Result<Name>> {
    return this.valueAs(this.account, requirement, name, own);
  }

  /** The same as another account. */
  async valueAs<Name extends OperationName>(
    account: ServerAccount,
    requirement: Judged,
    name: Name,
    own: Own<Name>,
  ): Promise<Result<Name>> {
    const outcome = await this.callAs(account, name, own);
    if ('value' in outcome) return outcome.value;
    return this.breaks(requirement, {
      did: `It answered ${name} with the fault ${JSON.stringify(outcome.fault.text)}.`,
      should: 'It should return a result, as the call is correct.',
    });
  }

  /** Sends an HTTP request that is not a call of the contract. */
  send(request: HttpRequest, about: About): Promise<HttpReply> {
    return this.#answered(request.url, () => this.#recorder.send(request, about));
  }

  async #answered<Answer>(asked: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await ask();
      this.keeps(ANSWERED);
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      if (error.kind === 'unreachable')
        throw new Troubled('server', `A request ${error.message}`, { cause: error });
      return this.breaks(ANSWERED, {
        did: `The request to ${asked} ${error.message}.`,
        should: 'It should answer with a reply or a fault, and keep the connection until the end of it.',
      });
    }
  }
}
