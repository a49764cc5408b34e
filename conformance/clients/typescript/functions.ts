import {
  type AccountItem,
  type AccountItemArray,
  OPERATIONS,
  type OperationName,
  type Operations,
} from '../../../wsdl/contract.js';

/** A file or folder. jax2 tells nothing of `empty` and `version`. */
export type Item = Omit<AccountItem, 'empty' | 'version'> & Partial<Pick<AccountItem, 'empty' | 'version'>>;

/** What a function is called with besides login and password, by name. */
export type Arguments<Name extends OperationName> = {
  readonly [Key in keyof Operations[Name]['args'] as Exclude<
    Key,
    'login' | 'password'
  >]: Operations[Name]['args'][Key];
};

/** What a function answers with: 64-bit numbers as bigint, dates as Date, lists as arrays however many there are. */
export type Result<Name extends OperationName> = FromEither<Operations[Name]['result']>;

type FromEither<Value> = Value extends AccountItem
  ? Item
  : Value extends AccountItemArray
    ? readonly (Item | null)[]
    : Value;

/** How one call is made. */
export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined;
}

/** A function that needs no arguments may be called without any. */
export type CallArguments<Name extends OperationName> = keyof Arguments<Name> extends never
  ? [args?: Record<string, never>, options?: CallOptions]
  : [args: Arguments<Name>, options?: CallOptions];

/** All functions of the service as methods. */
export type FunctionMethods = {
  readonly [Name in OperationName]: (...args: CallArguments<Name>) => Promise<Result<Name>>;
};

/** Whoever can call any function by its name. */
export abstract class Caller {
  /**
   * Calls a function of the service. Login and password are the client's.
   * @throws ServiceFault when it is answered with a fault, UnreadableReply when the answer is not what the description
   *   says, TypeError when an argument is not of its type, and else a Failure that says in `kind` what went wrong
   */
  abstract call<Name extends OperationName>(name: Name, ...args: CallArguments<Name>): Promise<Result<Name>>;
}

for (const name of Object.keys(OPERATIONS) as OperationName[])
  Object.defineProperty(Caller.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Caller, ...args: CallArguments<typeof name>) {
      return this.call(name, ...args);
    },
  });

/** A caller with a method for each function. */
export const FunctionCaller = Caller as unknown as abstract new () => Caller & FunctionMethods;

/** Functions that change nothing, or nothing that a second time would add to: these are called again when no answer came. */
export const isRepeatable = (name: OperationName): boolean =>
  /^(?:get|is|has|check|decode)/.test(name) || REPEATABLE.has(name);

const REPEATABLE: ReadonlySet<OperationName> = new Set<OperationName>([
  'login',
  'uploadStartedFileExists',
  // A key more does no harm: it reserves nothing.
  'createUploadSessionKey',
]);
