import type { OperationName, Operations, Version } from '../../../wsdl/contract.js';
import type { ExchangeFacts, Firing } from '../../edge-cases/index.js';
import { ApiException, type CallContext, HANDLERS, type Handler } from '../../operations/index.js';
import { encodeFault, encodeResult, type ReadCall, SoapFault, type SoapResponse } from '../../soap/index.js';
import { ContentGone, isStorageFailure } from '../../storage/errors.js';
import type { Base, World } from '../../world/index.js';
import { describeResult } from '../request-log.js';
import type { Surroundings } from '../timed-acts.js';

/** The namespace of a call, as far as calls use it. */
export interface CallSite extends Surroundings {
  readonly world: World;
  /** Resolves when the world is ready; undefined if it is. */
  readonly ready: Promise<void> | undefined;
  readonly lastAccount: string | undefined;
  sawAccount(login: string): void;
  prepare(login: string | undefined): Promise<void> | undefined;
  consult(facts: ExchangeFacts): Firing | undefined;
}

/** What answering a call needs to know of its request. */
export interface CallRequest {
  readonly version: Version;
  readonly site: CallSite;
  /** Public address of this server, for addresses in results. */
  readonly base: Base;
  /** The Content-Type header. */
  readonly contentType: string | undefined;
  /** Created on first use. Aborts when the client disconnects. */
  readonly abandoned: () => AbortSignal;
}

/** The response to a call, before it is delivered. */
export interface CallResponse {
  /** 200, 500, or 503 when the storage fails; a rule may set another one. */
  readonly status: number;
  readonly contentType: string;
  /** A string is sent as UTF-8. */
  readonly body: SoapResponse['body'];
  readonly version: Version;
  readonly operation: string | undefined;
  readonly account: string | undefined;
  /** The result in the log. */
  readonly result: string;
  readonly warnings: readonly string[];
  /** An error that no operation should throw: a fault of this server. */
  readonly failure?: unknown;
  /** The decoded call; undefined if it could not be read. */
  readonly call?: DecodedCall | undefined;
  /** The result, or the fault. */
  readonly value?: unknown;
  readonly fault?: SoapFault | undefined;
  /** The rules that fired. Their acts on the wire are not applied yet. */
  readonly firing?: Firing | undefined;
  /** Headers added by a rule. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A call that was read. */
export type DecodedCall = Exclude<ReadCall, { readonly fault: SoapFault }>;

/** Runs the operation; returns a promise only if the operation does. Never throws or rejects. */
export function runOperation(
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
): CallResponse | Promise<CallResponse> {
  const { version } = request;
  const failed = (error: unknown): CallResponse => failureResponse(version, call, error, account);
  const succeeded = (value: unknown): CallResponse => resultResponse(version, call, value, account);
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
 * The response with a result of the operation's type.
 * @throws SoapFault for null, if the operation has a result (RI)
 */
export function resultResponse(
  version: Version,
  call: DecodedCall,
  value: unknown,
  account: string | undefined,
): CallResponse {
  const { operation, charset, warnings } = call;
  const { contentType, body } = encodeResult(version, operation, value, charset);
  const result = describeResult(value);
  return { status: 200, contentType, body, version, operation, account, result, warnings, call, value };
}

/** The response to a call that failed. */
export function failureResponse(
  version: Version,
  call: DecodedCall,
  error: unknown,
  account: string | undefined,
): CallResponse {
  const fault = { ...faultResponse(version, call, faultOf(error), account), call };
  const answered = isStorageFailure(error) ? { ...fault, status: 503 } : fault;
  const expected =
    error instanceof ApiException || error instanceof SoapFault || error instanceof ContentGone;
  return expected ? answered : { ...answered, failure: error };
}

/** RI: a declared exception carries its details; any other its message or, without one, its class name. */
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

/** The response with a fault. */
export function faultResponse(
  version: Version,
  call: {
    readonly operation?: string;
    readonly charset: string;
    readonly warnings: readonly string[];
  },
  fault: SoapFault,
  account?: string,
): CallResponse {
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

/** Absolute paths, with the quotes around them: of Unix with two segments or more, and of Windows. */
const PATHS = /(["'`]?)(?:file:\/\/)?(?:\/[^\s"'`/:]+){2,}\/?\1|(["'`]?)\b[A-Za-z]:\\[^\s"'`]*\2/g;

/** An error message without the paths of this machine, which a client must not see. */
export const withoutPaths = (text: string): string => text.replace(PATHS, '(a path)');
