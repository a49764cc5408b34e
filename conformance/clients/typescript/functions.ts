import {
  type AccountItem,
  type AccountItemArray,
  OPERATIONS,
  type OperationName,
  type Operations,
} from '../../../wsdl/contract.js';
import type { CallOptions } from './client-options.js';

/** A file or folder. jax2 does not send `empty` and `version`. */
export type Item = Omit<AccountItem, 'empty' | 'version'> & Partial<Pick<AccountItem, 'empty' | 'version'>>;

/** The arguments of an operation besides login and password, by name. */
export type Arguments<Name extends OperationName> = {
  readonly [Key in keyof Operations[Name]['args'] as Exclude<
    Key,
    'login' | 'password'
  >]: Operations[Name]['args'][Key];
};

/** The result of a operation: 64-bit numbers are bigint, dates are Date, lists are arrays of any length. */
export type Result<Name extends OperationName> = FromEither<Operations[Name]['result']>;

type FromEither<Value> = Value extends AccountItem
  ? Item
  : Value extends AccountItemArray
    ? readonly (Item | null)[]
    : Value;

/** An operation that needs no arguments may be called without any. */
export type CallArguments<Name extends OperationName> = keyof Arguments<Name> extends never
  ? [args?: Record<string, never>, options?: CallOptions]
  : [args: Arguments<Name>, options?: CallOptions];

/** All operations of the service as methods. */
export type OperationMethods = {
  readonly [Name in OperationName]: (...args: CallArguments<Name>) => Promise<Result<Name>>;
};

/** Calls operations by name. */
export abstract class Caller {
  /**
   * Calls an operation of the service. Login and password are the client's.
   * @throws ServiceFault for a SOAP Fault, UnreadableReply for an answer that is not as described, TypeError for an argument
   *   of another type, otherwise a Failure; see its `kind`
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

/** A caller with a method for each operation. */
export const OperationCaller = Caller as unknown as abstract new () => Caller & OperationMethods;

/** Whether an operation may be repeated when no answer came: it changes nothing, or a repetition adds nothing. */
export const isRepeatable = (name: OperationName): boolean =>
  /^(?:get|is|has|check|decode)/.test(name) || REPEATABLE.has(name);

const REPEATABLE: ReadonlySet<OperationName> = new Set<OperationName>([
  'login',
  'uploadStartedFileExists',
  // A key more does no harm: it reserves nothing.
  'createUploadSessionKey',
]);
