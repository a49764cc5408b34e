import type { OperationName, Operations, Version } from '../../../wsdl/contract.js';
import type { ExchangeFacts, Firing } from '../../edge-cases/index.js';
import { ApiException, type CallContext, HANDLERS, type Handler } from '../../operations/index.js';
import { encodeFault, encodeResult, type ReadCall, type Reply, SoapFault } from '../../soap/index.js';
import { ContentGone, isStorageFailure } from '../../storage/errors.js';
import type { Base, World } from '../../world/index.js';
import { describeResult } from '../request-log.js';
import type { Surroundings } from '../timed-acts.js';
import { withoutPaths } from '../without-paths.js';

/** Where a call takes place: a namespace, as far as calls look at it. */
export interface CallSite extends Surroundings {
  readonly world: World;
  /** Fulfilled when the world is there; undefined when it is already. */
  readonly ready: Promise<void> | undefined;
  readonly lastAccount: string | undefined;
  sawAccount(login: string): void;
  prepare(login: string | undefined): Promise<void> | undefined;
  consult(facts: ExchangeFacts): Firing | undefined;
}

export interface CallRequest {
  readonly version: Version;
  readonly site: CallSite;
  /** Public address of this server, for the addresses in replies. */
  readonly base: Base;
  /** The Content-Type header. */
  readonly contentType: string | undefined;
  /** Created on first use. Aborts when the client disconnects. */
  readonly abandoned: () => AbortSignal;
}

export interface CallAnswer {
  /** 200, 500, or 503 when the storage fails, unless a rule says otherwise. */
  readonly status: number;
  readonly contentType: string;
  /** A string is to be sent as UTF-8. */
  readonly body: Reply['body'];
  readonly version: Version;
  readonly operation: string | undefined;
  readonly account: string | undefined;
  /** What the log says of it. */
  readonly result: string;
  readonly warnings: readonly string[];
  /** An exception that no operation should throw: the server is at fault. */
  readonly failure?: unknown;
  /** The call as it was understood; undefined when it was none. */
  readonly call?: DecodedCall | undefined;
  /** What was answered, as a value or as a fault. */
  readonly value?: unknown;
  readonly fault?: SoapFault | undefined;
  /** The rules that have a say in it. What they do on the wire is still to be done. */
  readonly firing?: Firing | undefined;
  /** Headers that a rule asks for. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A call that could be read. */
export type DecodedCall = Exclude<ReadCall, { readonly fault: SoapFault }>;

/** Does what is asked for. At once where the operation answers at once. Never throws or rejects. */
export function answerProperly(
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
): CallAnswer | Promise<CallAnswer> {
  const { version } = request;
  const failed = (error: unknown): CallAnswer => failureAnswer(version, call, error, account);
  const succeeded = (value: unknown): CallAnswer => resultAnswer(version, call, value, account);
  try {
    const result: unknown = perform(request, call.operation, call.args as never);
    return result instanceof Promise ? result.then(succeeded).catch(failed) : succeeded(result);
  } catch (error) {
    return failed(error);
  }
}

function perform<Name extends OperationName>(
  request: CallRequest,
  name: Name,
  args: Operations[Name]['args'],
) {
  const handler: Handler<Name> = HANDLERS[name];
  const context: CallContext = { world: request.site.world, base: request.base, version: request.version };
  return handler(context, args);
}

/**
 * The answer with a result, which is of the operation's type.
 * @throws SoapFault for null where the operation has a result (RI)
 */
export function resultAnswer(
  version: Version,
  call: DecodedCall,
  value: unknown,
  account: string | undefined,
): CallAnswer {
  const { operation, charset, warnings } = call;
  const { contentType, body } = encodeResult(version, operation, value, charset);
  const result = describeResult(value);
  return { status: 200, contentType, body, version, operation, account, result, warnings, call, value };
}

/** The answer in place of what an error has stopped. */
export function failureAnswer(
  version: Version,
  call: DecodedCall,
  error: unknown,
  account: string | undefined,
): CallAnswer {
  const fault = { ...faultAnswer(version, call, faultOf(error), account), call };
  const answered = isStorageFailure(error) ? { ...fault, status: 503 } : fault;
  const expected =
    error instanceof ApiException || error instanceof SoapFault || error instanceof ContentGone;
  return expected ? answered : { ...answered, failure: error };
}

/** RI: a declared exception carries its details, any other one its message or, without one, its class name. */
function faultOf(error: unknown): SoapFault {
  if (error instanceof SoapFault) return error;
  if (error instanceof ApiException)
    return new SoapFault('Server', error.message, {
      details: error.details,
      exceptionClass: error.exceptionClass,
    });
  return new SoapFault(
    'Server',
    error instanceof Error && error.message !== ''
      ? withoutPaths(error.message)
      : 'java.lang.RuntimeException',
  );
}

/** The answer with a fault. */
export function faultAnswer(
  version: Version,
  call: {
    readonly operation?: string;
    readonly charset: string;
    readonly warnings: readonly string[];
  },
  fault: SoapFault,
  account?: string,
): CallAnswer {
  return {
    status: 500,
    ...encodeFault(version, call.operation, fault, call.charset),
    version,
    operation: call.operation,
    account,
    result: `fault: ${fault.message}`,
    warnings: call.warnings,
    fault,
  };
}
