import {
  OPERATIONS,
  type OperationName,
  SERVICE_NAMESPACE,
  type TypeName,
  type Version,
} from '../../../wsdl/contract.js';
import {
  childOf,
  faultIn,
  isFault,
  type Reading,
  readValue,
  ValueError,
  type Written,
  writeCall,
  writeValue,
  type XmlElement,
} from '../../soap-client/index.js';
import type { FourSharedOptions } from './client-options.js';
import { type Described, readService } from './description.js';
import { Failure, isPassing, ServiceFault, UnreadableReply } from './failure.js';
import { type Arguments, isRepeatable, type Result } from './functions.js';
import { type Retry, repeated } from './retry.js';
import { SoapHttp } from './soap-http.js';
import type { Wire } from './wire.js';

/** The address of the service, and the account. */
export type ServiceTarget = Pick<FourSharedOptions, 'wsdl' | 'soap' | 'login' | 'password'>;

/** The operations of the service, called by name for one account. */
export class Service {
  readonly #http: SoapHttp;

  private constructor(
    private readonly target: ServiceTarget,
    private readonly described: Described,
    readonly wire: Wire,
    readonly retry: Retry,
  ) {
    this.#http = new SoapHttp(wire);
  }

  /**
   * @param signal gives up reading the description
   * @throws Failure when the description cannot be read
   */
  static async connect(
    target: ServiceTarget,
    wire: Wire,
    retry: Retry,
    signal?: AbortSignal | undefined,
  ): Promise<Service> {
    const read = () => readService(target, new SoapHttp(wire), signal);
    return new Service(target, await repeated(read, retry, isPassing, signal), wire, retry);
  }

  /** The version that the description is of: jax3 has operations that jax2 lacks. */
  get version(): Version {
    return this.described.operations.has('getToolVersion') ? 'jax3' : 'jax2';
  }

  /** Calls an operation, repeatedly if it may be repeated. @throws Failure, TypeError for a wrong argument */
  call<Name extends OperationName>(
    name: Name,
    args: Arguments<Name>,
    signal?: AbortSignal | undefined,
  ): Promise<Result<Name>> {
    const parts = this.#parts(name, args);
    const attempt = () => this.#invoke(name, parts, signal);
    const isWorthwhile = (error: unknown): boolean => isRepeatable(name) && isPassing(error);
    // The reader follows the contract's table, from which the types are generated.
    return repeated(attempt, this.retry, isWorthwhile, signal) as Promise<Result<Name>>;
  }

  #parts(name: OperationName, args: object): Record<string, Written> {
    const { login, password } = this.target;
    const given = new Map<string, unknown>(Object.entries({ ...args, login, password }));
    return Object.fromEntries(
      OPERATIONS[name].args.map((argument) => [
        argument.part,
        writeValue(given.get(argument.name), argument.type, this.version, `${name}: ${argument.name}`),
      ]),
    );
  }

  async #invoke(
    name: OperationName,
    parts: Record<string, Written>,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    if (!this.described.operations.has(name)) throw this.#lacking(name);
    const reply = await this.#http.call(this.described.soap, writeCall(name, parts), signal);
    if (isFault(reply)) throw serviceFault(reply);
    if (reply.name !== `${name}Response` || reply.namespace !== SERVICE_NAMESPACE)
      throw new UnreadableReply(`${name} was answered with ${reply.name}, which is not its reply`);
    const { returns } = OPERATIONS[name];
    if (returns === null) return undefined;
    return readResult(childOf(reply, 'return'), returns, { version: this.version, of: name });
  }

  #lacking(name: OperationName): Failure {
    const { wsdl } = this.target;
    const why =
      OPERATIONS[name].since === 'jax3' && this.version === 'jax2'
        ? `it is one of jax3, and ${wsdl} describes jax2`
        : `${wsdl} does not describe it`;
    return new Failure('unsupported', `The service has no operation ${name}: ${why}.`);
  }
}

/**
 * The result of an operation. A text that is empty, absent or nil is the empty text: the how-to says "null or empty".
 * @throws UnreadableReply when it is not of the type
 */
function readResult(
  element: XmlElement | undefined,
  type: TypeName,
  reading: { readonly version: Version; readonly of: OperationName },
): unknown {
  const isThere = element !== undefined && !element.isNil;
  if (!isThere && type === 'string') return '';
  if (!isThere) throw new UnreadableReply(`the service answered ${reading.of} with nothing`);
  try {
    return readValue(element, type, 'return', { version: reading.version, complain, readsQualified: false });
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new UnreadableReply(
      `${reading.of} was answered with a value that cannot be read: ${error.message}`,
    );
  }
}

/** Other deviations from the description are readable. */
const complain: Reading['complain'] = (path, how, kind) => {
  if (kind === 'missing') throw new ValueError(`${path} ${how}`);
};

function serviceFault(fault: XmlElement): ServiceFault {
  const { code, text, exception } = faultIn(fault);
  return new ServiceFault(code, text, exception?.exceptionClass, exception?.details);
}
