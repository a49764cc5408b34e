import type { OperationName, Operations, Version } from '../../wsdl/contract.js';
import type { Account, Base, World } from '../world/index.js';
import { ApiException } from './api-exception.js';
import type { Listed } from './list.js';

/** The context of a call besides its arguments. */
export interface CallContext {
  readonly world: World;
  /** Base of the addresses in the result. */
  readonly base: Base;
  readonly version: Version;
}

/** A result, or a promise of one if the operation has to wait. */
export type Answer<Result> = Result | Promise<Result>;

/** Carries out one operation. @throws ApiException */
export type Handler<Name extends OperationName> = (
  context: CallContext,
  args: Operations[Name]['args'],
) => Answer<Listed<Operations[Name]['result']>>;

/** Exactly one handler for every operation. */
export type Handlers = { readonly [Name in OperationName]: Handler<Name> };

/** A call whose credentials were right. */
export interface SignedInCall extends CallContext {
  readonly account: Account;
}

/** The operations that carry credentials. */
type SignedInName = {
  [Name in OperationName]: Operations[Name]['args'] extends { login: string; password: string }
    ? Name
    : never;
}[OperationName];

/** Carries out an operation for an account. @throws WorldError, ApiException */
type SignedInHandler<Name extends OperationName> = (
  call: SignedInCall,
  args: Operations[Name]['args'],
) => Answer<Listed<Operations[Name]['result']>>;

/**
 * Handlers that first check the credentials. The one place where failures of the world become faults: with wrong
 * credentials (assumption), an unknown file or folder or one of another account (assumption), a bad link (client).
 */
export function signedIn<Names extends SignedInName>(
  bodies: {
    readonly [Name in Names]: SignedInHandler<Name>;
  },
): { readonly [Name in Names]: Handler<Name> } {
  const checking = <Name extends Names>(body: SignedInHandler<Name>): Handler<Name> =>
    faulting((context, args) => {
      const account = context.world.accounts.authenticate(args.login, args.password);
      const { world, base, version } = context;
      return body({ world, base, version, account }, args);
    });
  const names = Object.keys(bodies) as Names[];
  // A handler for each name, as the bodies have them.
  return Object.fromEntries<unknown>(names.map((name) => [name, checking(bodies[name])])) as {
    readonly [Name in Names]: Handler<Name>;
  };
}

/** Turns failures of the world into faults. */
export function faulting<Args extends unknown[], Result>(
  body: (...args: Args) => Answer<Result>,
): (...args: Args) => Answer<Result> {
  return (...args) => {
    try {
      const answer = body(...args);
      // Most answers are there at once, and waiting for them would cost a tenth of a small call.
      return answer instanceof Promise ? answer.catch(rethrow) : answer;
    } catch (error) {
      return rethrow(error);
    }
  };
}

function rethrow(error: unknown): never {
  throw ApiException.from(error);
}
