import type { Namespace } from '../namespaces/index.js';
import type { Base } from '../world/index.js';
import { ownHostOf, ownHosts } from './hosts.js';
import { publicBase } from './public-base.js';
import type { HttpRequest } from './request.js';
import { type Asked, isCall, type Route } from './router.js';
import type { Service } from './service.js';

/** A request in its namespace. The path is without the prefix of the namespace. */
export class RoutedRequest {
  #query: URLSearchParams | undefined;

  constructor(
    readonly service: Service,
    readonly request: HttpRequest,
    readonly namespace: Namespace,
    readonly route: Route,
  ) {}

  /** Percent-encoded, without the query. */
  get path(): string {
    return this.route.path;
  }

  get method(): string {
    return this.request.method;
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.route.search);
    return this.#query;
  }

  /** The value of a parameter that occurs once. */
  queryValue(name: string): string | undefined {
    const values = this.query.getAll(name);
    return values.length === 1 ? values[0] : undefined;
  }

  /** Public address of the namespace, without a trailing slash. */
  get base(): string {
    const { links } = this;
    return typeof links === 'string' ? links : this.#base;
  }

  /** Base of the addresses in the response. */
  get links(): Base {
    const { service, request, namespace } = this;
    const { links, publicUrl } = service.address;
    const given = links?.(request, namespace);
    if (given !== undefined) return given;
    if (publicUrl !== undefined || !ownHostOf(request)) return this.#base;
    return ownHosts(request.scheme, this.#prefix, namespace.world.dataCenters.ids);
  }

  get #base(): string {
    return publicBase(this.request, this.service.address) + this.#prefix;
  }

  /** A namespace that the connection belongs to needs no prefix. */
  get #prefix(): string {
    return this.route.namespace === undefined ? '' : this.namespace.prefix;
  }

  /** Writes the one log entry of a request, without its query, which may contain a password. */
  logger(): (result: string, account?: string, failure?: unknown) => void {
    const began = performance.now();
    return (result, account, failure) =>
      this.service.log({
        what: `${this.method} ${this.path}`,
        account,
        result,
        ms: performance.now() - began,
        warnings: [],
        failure,
      });
  }
}

const CHANGING: ReadonlySet<Asked['kind']> = new Set(['endpoint', 'form', 'raw']);

/**
 * Finds the namespace of a request. Calls and uploads create it; other requests see a fresh one.
 * @throws NamespaceError for an invalid name, and when there are too many
 */
export function intoNamespace(service: Service, request: HttpRequest, route: Route): RoutedRequest {
  return new RoutedRequest(service, request, namespaceFor(service, request, route), route);
}

function namespaceFor(
  { namespaces }: Service,
  { method, namespace: ofConnection }: HttpRequest,
  { namespace = ofConnection, asked }: Route,
): Namespace {
  if (namespace === undefined) return namespaces.main;
  const isUse = isCall(method) && CHANGING.has(asked.kind);
  return isUse ? namespaces.open(namespace) : namespaces.visit(namespace);
}
