import strongSoap, { type StrongSoapClient, type StrongSoapFault } from 'strong-soap';
import { readDescription } from './description.js';
import { Failure, failureOf } from './failure.js';
import { restored } from './plain-spelling.js';
import { SoapHttp } from './soap-http.js';

/** An argument as the wire has it; 64-bit numbers as text or bigint. */
type Argument = string | number | bigint | boolean;

/** An item of a folder, as far as it is looked at. strong-soap hands simple values over as text and leaves empty ones out. */
export interface Item {
  readonly id: string;
  readonly name?: string;
  readonly size: string;
  readonly md5?: string;
  readonly directory: string;
  readonly downloadLink?: string;
}

/** Where the service is, and as whom it is called. */
export interface ServiceTarget {
  /** Address of the description. */
  readonly wsdl: string;
  /** Address of the endpoint. */
  readonly soap: string;
  readonly login: string;
  readonly password: string;
}

/** The functions of the service, called by name for one account. */
export class Service {
  readonly #client: StrongSoapClient;
  readonly #login: string;
  readonly #password: string;

  private constructor(client: StrongSoapClient, login: string, password: string) {
    this.#client = client;
    this.#login = login;
    this.#password = password;
  }

  /**
   * @param signal ends every call that is under way when it is aborted
   * @throws Failure when the description cannot be read
   */
  static async connect(target: ServiceTarget, signal?: AbortSignal): Promise<Service> {
    const http = new SoapHttp(signal);
    const description = await readDescription(target.wsdl, http);
    const client = new strongSoap.soap.Client(description, target.soap, { httpClient: http });
    return new Service(client, target.login, target.password);
  }

  /**
   * Calls a function that wants login and password first. What it answers is a text, undefined for an empty one or for none.
   * @throws Failure
   */
  ask(name: string, ...args: readonly Argument[]): Promise<string | undefined> {
    return this.call(name, this.#login, this.#password, ...args);
  }

  /** The same for a function that answers with a structure. */
  async askFor<Result extends object>(
    name: string,
    ...args: readonly Argument[]
  ): Promise<Result | undefined> {
    const { value } = await this.#invoke(name, [this.#login, this.#password, ...args]);
    return typeof value === 'object' && value !== null ? (restoredIn(value) as Result) : undefined;
  }

  /** Calls a function that answers with a simple value. @throws Failure */
  async call(name: string, ...args: readonly Argument[]): Promise<string | undefined> {
    const { envelope } = await this.#invoke(name, args);
    return textIn(envelope);
  }

  /** The arguments go in order; the service names them arg0, arg1 and so on. */
  #invoke(name: string, args: readonly Argument[]): Promise<{ value: unknown; envelope: string }> {
    const parts = Object.fromEntries(args.map((value, index) => [`arg${index}`, String(value)]));
    return new Promise((resolve, reject) => {
      const operation = this.#client[name];
      if (!operation) return reject(new Failure('unreadable', `the service has no function ${name}`));
      operation.call(this.#client, parts, (error, reply, envelope) => {
        if (error) return reject(failureIn(error));
        // strong-soap makes nothing of an empty reply, and of anything else that it does not know.
        if (!isReplyOf(name, envelope))
          return reject(new Failure('unreadable', `${name} was answered with something else than its reply`));
        resolve({ value: (reply as { return?: unknown } | undefined)?.return, envelope });
      });
    });
  }
}

/** Whether an envelope, in its plain spelling, has the wrapper of a function's reply. */
const isReplyOf = (name: string, envelope: string): boolean =>
  envelope.replace(/^<soap:Envelope[^>]*><soap:Body[^>]*>/, '').startsWith(`<x:${name}Response `);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#13': '\r' };

/** The text of a reply, from the envelope in its plain spelling: strong-soap takes the blanks off at both ends. */
function textIn(envelope: string): string | undefined {
  const [, text = ''] = /<return>([^<]*)<\/return>/.exec(envelope) ?? [];
  if (text === '') return undefined;
  return restored(text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole));
}

/** The same structure with the blanks of its texts. */
function restoredIn(value: unknown): unknown {
  if (typeof value === 'string') return restored(value);
  if (Array.isArray(value)) return value.map(restoredIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, restoredIn(inner)]));
}

function failureIn(error: Error): Failure {
  const fault = (error as StrongSoapFault).root?.Envelope.Body.Fault;
  return fault
    ? new Failure('fault', restored(fault.faultstring || 'a fault without a text'))
    : failureOf(error);
}
