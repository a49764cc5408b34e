import fc from 'fast-check';
import { OPERATIONS, type OperationName, type Operations, type Version } from '../../../../wsdl/contract.js';
import type { World } from '../../../world/index.js';
import { ApiException, HANDLERS, type Handler } from '../../index.js';
import type { Args } from '../caller.js';
import type { ModelAccount } from './nodes.js';

export type Reply = { readonly result: unknown } | { readonly fault: string };

/** The service under test, however its operations are called. */
export interface Service {
  readonly version: Version;
  /** Bytes do not go through operations; all else does. */
  readonly world: World;
  /** @throws Error when the call ends in a way that is not documented */
  call<Name extends OperationName>(name: Name, args: Operations[Name]['args']): Promise<Reply>;
}

/** Calls an operation that must not fail, to learn what the answer of another one did not tell, or to check it. */
export type Ask = <Name extends OperationName>(name: Name, args: Args<Name>) => Promise<Result<Name>>;

type Result<Name extends OperationName> = Operations[Name]['result'];

/** Asks with the right credentials. */
export function asker(service: Service, { login, password }: Pick<ModelAccount, 'login' | 'password'>): Ask {
  return async <Name extends OperationName>(name: Name, args: Args<Name>) => {
    // With the credentials these are the arguments.
    const reply = await service.call(name, { login, password, ...args } as Operations[Name]['args']);
    if ('fault' in reply)
      throw new Error(`${name}(${fc.stringify(args)}) of ${login} faults: ${reply.fault}`);
    return reply.result as Result<Name>;
  };
}

/** @throws Error when a call with the right credentials does not fault with this text */
export async function expectFault<Name extends OperationName>(
  service: Service,
  { login, password }: ModelAccount,
  name: Name,
  args: Args<Name>,
  text: string,
): Promise<void> {
  // With the credentials these are the arguments.
  const reply = await service.call(name, { login, password, ...args } as Operations[Name]['args']);
  if (!('fault' in reply) || reply.fault !== text)
    throw new Error(`${name}(${fc.stringify(args)}) of ${login} answers ${fc.stringify(reply)}, not ${text}`);
}

/** Calls the handlers. */
export class HandlerService implements Service {
  readonly version = 'jax3';

  constructor(readonly world: World) {}

  async call<Name extends OperationName>(name: Name, args: Operations[Name]['args']): Promise<Reply> {
    const handler: Handler<Name> = HANDLERS[name];
    const { world, version } = this;
    try {
      return { result: await handler({ world, base: 'http://fake.test', version }, args) };
    } catch (error) {
      if (!(error instanceof ApiException)) throw new Error(`${name} breaks: ${error}`, { cause: error });
      if (!OPERATIONS[name].faults) throw new Error(`${name} faults, which it must not: ${error.message}`);
      return { fault: error.message };
    }
  }
}
