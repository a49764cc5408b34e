import type { OperationName, Operations, Version } from '../../wsdl/contract.js';
import { ApiException, type CallContext, HANDLERS, type Handler } from '../operations/index.js';
import { encodeFault, encodeResult, type Limits, openCall, type ReadCall, SoapFault } from '../soap/index.js';
import type { World } from '../world/world.js';
import { describeResult } from './request-log.js';

/** What answering a call needs besides the request. */
export interface CallSettings {
  readonly lenient: boolean;
  readonly limits: Limits;
}

export interface CallRequest {
  readonly version: Version;
  readonly world: World;
  /** Public address of this server, for the addresses in replies. */
  readonly base: string;
  /** The Content-Type header. */
  readonly contentType: string | undefined;
}

export interface CallAnswer {
  readonly status: 200 | 500;
  readonly contentType: string;
  /** A string is to be sent as UTF-8. */
  readonly body: string | Uint8Array;
  readonly operation: string | undefined;
  readonly account: string | undefined;
  readonly result: string;
  readonly warnings: readonly string[];
  /** An exception that no operation should throw: the server is at fault. */
  readonly failure?: unknown;
}

/** A call whose body is arriving. */
export interface CallInProgress {
  write(bytes: Uint8Array): void;
  /** True once the body broke a limit: what follows need not be written. */
  readonly refused: boolean;
  /** At once where the operation answers at once. */
  finish(): CallAnswer | Promise<CallAnswer>;
}

/**
 * Starts to answer one SOAP call: bytes in, bytes out, whatever carries them. Never throws or rejects.
 *
 * @returns null when the content type is none that the service takes, which is HTTP 415 (RI)
 */
export function beginCall(request: CallRequest, settings: CallSettings): CallInProgress | null {
  const reader = openCall({
    version: request.version,
    contentType: request.contentType,
    lenient: settings.lenient,
    limits: settings.limits,
  });
  if (reader === null) return null;
  return {
    write: (bytes) => reader.write(bytes),
    get refused() {
      return reader.refused;
    },
    finish: () => answer(request, reader.end()),
  };
}

function answer(request: CallRequest, call: ReadCall): CallAnswer | Promise<CallAnswer> {
  const { version } = request;
  if (call.fault) return faultAnswer(version, call, call.fault);
  const { operation, warnings } = call;
  const account = 'login' in call.args && typeof call.args.login === 'string' ? call.args.login : undefined;
  const failed = (error: unknown): CallAnswer => {
    const answered = faultAnswer(version, call, faultOf(error), account);
    const expected = error instanceof ApiException || error instanceof SoapFault;
    return expected ? answered : { ...answered, failure: error };
  };
  const succeeded = (result: unknown): CallAnswer => {
    const { contentType, body } = encodeResult(version, operation, result, call.charset);
    return { status: 200, contentType, body, operation, account, result: describeResult(result), warnings };
  };
  try {
    const result: unknown = perform(request, operation, call.args as never);
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
  const context: CallContext = { world: request.world, base: request.base, version: request.version };
  return handler(context, args);
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
    error instanceof Error && error.message !== '' ? error.message : 'java.lang.RuntimeException',
  );
}

function faultAnswer(
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
    operation: call.operation,
    account,
    result: `fault: ${fault.message}`,
    warnings: call.warnings,
  };
}
