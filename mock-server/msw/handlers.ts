import { http, HttpResponse as MswResponse, type RequestHandler } from 'msw';
import type { Version } from '../../wsdl/contract.js';
import { type ArmedRules, CutOff, type RuleInput, type RuleReport } from '../edge-cases/index.js';
import { controlOf, type Fake } from '../fake.js';
import { givenFixture } from '../fixture/given-fixture.js';
import { guardedNamespace } from '../given-namespace.js';
import { errorResponse } from '../http/error-response.js';
import {
  type HttpRequest,
  type HttpResponse,
  type PlainRequest,
  type Service,
  serveRequest,
} from '../http/index.js';
import type { Journal } from '../journal/index.js';
import type { Clock, Namespace } from '../namespaces/index.js';
import { type CheckedOptions, OPTIONS } from '../options.js';
import { readOptions } from '../schemas/read-options.js';
import type { WorldView } from '../world/index.js';
import { plainRequest } from './fetch-request.js';
import { toResponse } from './fetch-response.js';
import { type Arrival, arrivalAt, type BaseAddress, readBases } from './hosts.js';
import { createMswService, type MswPlatform } from './msw-service.js';

/** Handlers for msw, and the fake that they serve: `setupServer(...fake)`. */
export interface MswFake extends Fake, Iterable<RequestHandler> {
  /** For `setupServer`, `setupWorker` or `server.use`. */
  readonly handlers: readonly RequestHandler[];
  /** Rules of the main namespace; `arm` adds to them. */
  readonly rules: ArmedRules;
  /** Exchanges of the main namespace. */
  readonly journal: Journal;
  readonly clock: Clock;
  /**
   * Arms rules in the main namespace: all of them, or none if one is invalid.
   * @throws RuleError with the position of the first mistake, RuleClash when an id is in use
   */
  arm(...rules: RuleInput[]): Promise<RuleReport[]>;
  /**
   * Restores the initial state: the fixture, no rules, an empty journal, the machine's time. Pending requests are
   * aborted.
   */
  reset(): Promise<void>;
  /** Address of one of the two service descriptions, at the service's own host. */
  wsdlUrl(version: Version): string;
  /** Whether the handlers serve requests to this address. */
  serves(address: string): boolean;
  /** Serves a request; undefined if it is not for the service. */
  respond(request: Request): Promise<Response> | undefined;
}

/**
 * @throws OptionsError or RangeError when an option is invalid, FixtureError when the fixture is invalid or
 *   contradicts itself
 */
export const mockFourShared = (options: unknown, platform: MswPlatform): MswFake =>
  new HandledFake(readMswOptions(options), platform);

function readMswOptions(given: unknown): CheckedOptions {
  const { fixture, ...options } = readOptions('fourSharedHandlers', OPTIONS.msw, given);
  return fixture === undefined ? options : { ...options, fixture: givenFixture(fixture) };
}

/** A fake, and the handlers in front of it. */
class HandledFake implements MswFake {
  readonly handlers: readonly RequestHandler[];
  readonly account: Fake['account'];
  readonly namespace: Fake['namespace'];
  readonly namespaces: Fake['namespaces'];
  readonly drop: Fake['drop'];
  readonly #service: Service;
  readonly #bases: readonly BaseAddress[];
  readonly #arrivals = new WeakMap<HttpRequest, Arrival>();
  readonly #underWay = new Set<PlainRequest>();
  readonly #close: Fake['close'];

  constructor(options: CheckedOptions, platform: MswPlatform) {
    this.#bases = readBases(options.bases ?? []);
    this.#service = createMswService(options, platform, (request, namespace) => {
      const arrival = this.#arrivals.get(request);
      return arrival?.base === undefined ? undefined : arrival.base + namespace.prefix;
    });
    const fake = controlOf(this.#service, { handOut: guardedNamespace });
    const { account, namespace, namespaces, drop, close } = fake;
    this.account = account;
    this.namespace = namespace;
    this.namespaces = namespaces;
    this.drop = drop;
    this.#close = close;
    this.handlers = [
      http.all(
        ({ request }) => this.serves(request.url),
        ({ request }) => this.respond(request),
      ),
    ];
  }

  [Symbol.iterator](): Iterator<RequestHandler> {
    return this.handlers[Symbol.iterator]();
  }

  /** msw reads it of every handler: if it does so of the fake itself, all requests would go to the network. */
  get kind(): never {
    throw new TypeError(
      'A fake is not a handler but has some: spread it, as in setupServer(...fake), setupWorker(...fake) or server.use(...fake)',
    );
  }

  get world(): WorldView {
    return this.#main.world;
  }

  get rules(): ArmedRules {
    return this.#main.rules;
  }

  get journal(): Journal {
    return this.#main.journal;
  }

  get clock(): Clock {
    return this.#main.clock;
  }

  arm(...rules: RuleInput[]): Promise<RuleReport[]> {
    return this.#main.arm(...rules);
  }

  wsdlUrl(version: Version): string {
    return `https://api.4shared.com/${version}/DesktopApp?wsdl`;
  }

  serves(address: string): boolean {
    return arrivalAt(address, this.#bases) !== undefined;
  }

  respond(request: Request): Promise<Response> | undefined {
    const arrival = arrivalAt(request.url, this.#bases);
    return arrival && this.#respond(request, arrival);
  }

  async reset(): Promise<void> {
    this.#giveUp();
    const { namespaces } = this.#service;
    await Promise.all(namespaces.list().map(({ name }) => this.drop(name)));
    await this.#main.reset();
  }

  close(): Promise<void> {
    this.#giveUp();
    return this.#close();
  }

  get #main(): Namespace {
    return guardedNamespace(this.#service.namespaces.main);
  }

  #giveUp(): void {
    for (const request of this.#underWay) request.abandon();
    this.#underWay.clear();
  }

  async #respond(request: Request, arrival: Arrival): Promise<Response> {
    const plain = plainRequest(request, arrival);
    const giveUp = (): void => plain.abandon();
    request.signal.addEventListener('abort', giveUp);
    this.#arrivals.set(plain, arrival);
    this.#underWay.add(plain);
    const over = (): void => {
      request.signal.removeEventListener('abort', giveUp);
      this.#underWay.delete(plain);
    };
    try {
      const response = await new Promise<HttpResponse>((resolve) =>
        serveRequest(this.#service, plain, resolve),
      );
      return toResponse(
        request,
        {
          ...response,
          over: (fate) => {
            over();
            response.over(fate);
          },
        },
        giveUp,
      );
    } catch (error) {
      over();
      if (error instanceof CutOff) return MswResponse.error();
      return toResponse(request, errorResponse(this.#service, plain, error), giveUp);
    }
  }
}
