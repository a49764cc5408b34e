import strongSoap, { type StrongSoapClient } from 'strong-soap';
import { OPERATIONS, type OperationName, SERVICE_NAMESPACE, type Version } from '../../../wsdl/contract.js';
import { readDescription } from './description.js';
import { Failure, isPassing, ServiceFault, UnreadableReply } from './failure.js';
import { type Arguments, isRepeatable, type Result } from './functions.js';
import { readResult } from './read-value.js';
import { type Retry, repeated } from './retry.js';
import { type Exchange, isFault, SoapHttp } from './soap-http.js';
import type { Wire } from './wire.js';
import { writeValue } from './write-value.js';
import { childOf, type XmlElement } from './xml-element.js';

/** Where the service is, and as whom it is called. */
export interface ServiceTarget {
  /** Address of the description. */
  readonly wsdl: string;
  /** Address of the endpoint; without it, the one that the description names. */
  readonly soap?: string | undefined;
  readonly login: string;
  readonly password: string;
}

/** The functions of the service, called by name for one account. */
export class Service {
  private constructor(
    private readonly target: ServiceTarget,
    private readonly client: StrongSoapClient,
    readonly wire: Wire,
    readonly retry: Retry,
  ) {}

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
    const http = new SoapHttp(wire, signal);
    const read = () => readDescription(target.wsdl, http, target.soap, signal);
    const { wsdl, soap } = await repeated(read, retry, isPassing, signal);
    const client = new strongSoap.soap.Client(wsdl, soap, { httpClient: http });
    return new Service(target, client, wire, retry);
  }

  /** What the description is of: jax3 has functions that jax2 has not. */
  get version(): Version {
    return this.client['getToolVersion'] ? 'jax3' : 'jax2';
  }

  /** Calls a function, again if need be and allowed. @throws Failure, TypeError for a wrong argument */
  call<Name extends OperationName>(
    name: Name,
    args: Arguments<Name>,
    signal?: AbortSignal | undefined,
  ): Promise<Result<Name>> {
    const parts = this.#parts(name, args);
    const attempt = () => this.#invoke(name, parts, signal);
    const isWorthwhile = (error: unknown): boolean => isRepeatable(name) && isPassing(error);
    // What is read is what the contract says of this function.
    return repeated(attempt, this.retry, isWorthwhile, signal) as Promise<Result<Name>>;
  }

  #parts(name: OperationName, args: object): Record<string, unknown> {
    const { login, password } = this.target;
    const given = new Map<string, unknown>(Object.entries({ ...args, login, password }));
    return Object.fromEntries(
      OPERATIONS[name].args.map((argument) => [
        argument.part,
        writeValue(given.get(argument.name), argument.type, `${name}: ${argument.name}`),
      ]),
    );
  }

  async #invoke(
    name: OperationName,
    parts: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const reply = await this.#exchange(name, parts, signal);
    if (isFault(reply)) throw faultIn(reply);
    if (reply.name !== `${name}Response` || reply.namespace !== SERVICE_NAMESPACE)
      throw new UnreadableReply(`${name} was answered with ${reply.name}, which is not its reply`);
    const { returns } = OPERATIONS[name];
    if (returns === null) return undefined;
    return readResult(childOf(reply, 'return'), returns, { version: this.version, of: name });
  }

  #exchange(
    name: OperationName,
    parts: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<XmlElement> {
    const exchange: Exchange = { signal };
    return new Promise((resolve, reject) => {
      const operation = this.client[name];
      if (!operation) return reject(this.#lacking(name));
      operation.call(this.client, parts, { exchange }, {}, (error) => {
        if (error) return reject(error);
        if (exchange.reply) return resolve(exchange.reply);
        reject(new UnreadableReply(`${name} was not answered`));
      });
    });
  }

  #lacking(name: OperationName): Failure {
    const { wsdl } = this.target;
    const why =
      OPERATIONS[name].since === 'jax3' && this.version === 'jax2'
        ? `it is one of jax3, and ${wsdl} describes jax2`
        : `${wsdl} does not describe it`;
    return new Failure('unsupported', `The service has no function ${name}: ${why}.`);
  }
}

/** The parts of a Fault are in no namespace, but for the exception in its detail (wsdl). */
function faultIn(fault: XmlElement): ServiceFault {
  const code = childOf(fault, 'faultcode')?.text.trim().replace(/^.*:/s, '') ?? '';
  const text = childOf(fault, 'faultstring')?.text ?? '';
  const detail = childOf(fault, 'detail');
  const exception = detail && childOf(detail, 'ApiException', SERVICE_NAMESPACE);
  const textOf = (name: string): string | undefined => exception && childOf(exception, name)?.text;
  return new ServiceFault(code, text, textOf('exceptionClass'), textOf('details'));
}
