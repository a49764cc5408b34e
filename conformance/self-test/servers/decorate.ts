import type { OperationName, Operations } from '../../../wsdl/contract.js';
import type { CallOutcome, ServerUnderTest } from '../../server-suite/index.js';

/** Makes a server behave differently. Called for each server, so that a decorator may keep state. */
export type Decorator = (server: ServerUnderTest) => ServerUnderTest;

type Args<Name extends OperationName> = Operations[Name]['args'];
type Result<Name extends OperationName> = Operations[Name]['result'];

/** Answers an operation in another way. @param answer gets the calls of the unchanged server */
export const answering =
  <Name extends OperationName>(
    name: Name,
    answer: (call: ServerUnderTest['call'], args: Args<Name>) => Promise<CallOutcome<Result<Name>>>,
  ): Decorator =>
  (server) => ({
    ...server,
    call<Called extends OperationName>(called: Called, args: Args<Called>) {
      // Where the names are equal, arguments and results are those of `Name`.
      if (String(called) === name)
        return answer(server.call, args as Args<Name>) as Promise<CallOutcome<Result<Called>>>;
      return server.call(called, args);
    },
  });

/** Changes the results of an operation. */
export const returning = <Name extends OperationName>(
  name: Name,
  change: (result: Result<Name>, args: Args<Name>) => Result<Name>,
): Decorator =>
  answering(name, async (call, args) => {
    const outcome = await call(name, args);
    return 'value' in outcome ? { value: change(outcome.value, args) } : outcome;
  });

/** Changes the arguments of an operation. */
export const given = <Name extends OperationName>(
  name: Name,
  change: (args: Args<Name>) => Args<Name>,
): Decorator => answering(name, (call, args) => call(name, change(args)));

/** Ignores an operation and returns a constant result, once login and password are right. */
export const ignoring = <Name extends OperationName>(name: Name, result: Result<Name>): Decorator =>
  answering(name, async (call, args) => {
    const signedIn = await call('getFreeSpace', args as object as Args<'getFreeSpace'>);
    return 'fault' in signedIn ? signedIn : { value: result };
  });

/** The fault of a call that is refused without a reason. */
export const NOT_FOUND = { fault: { code: 'Server', text: 'Folder not found' } } as const;

/** Answers some calls of an operation with a fault. */
export const refusing = <Name extends OperationName>(
  name: Name,
  isRefused: (args: Args<Name>) => boolean,
): Decorator => answering(name, async (call, args) => (isRefused(args) ? NOT_FOUND : call(name, args)));

/** An address without `http:` or `https:`. */
export const withoutScheme = (address: string): string => address.replace(/^https?:/, '');
