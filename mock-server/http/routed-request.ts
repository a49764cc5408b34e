import type { Namespace } from '../namespaces/index.js';
import type { Base } from '../world/index.js';
import { publicBase } from './public-base.js';
import type { HttpRequest } from './request.js';
import { type Asked, isCall, type Route } from './router.js';
import type { Service } from './service.js';

/** A request in its namespace. Its path is without the prefix, so that it looks alike in every namespace. */
export class RoutedRequest {
  #query: URLSearchParams | undefined;

  constructor(
    readonly service: Service,
    readonly request: HttpRequest,
    readonly namespace: Namespace,
    readonly route: Route,
  ) {}

  /** With its escapes, without the query. */
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

  /** The value of a parameter that is there once. */
  queryValue(name: string): string | undefined {
    const values = this.query.getAll(name);
    return values.length === 1 ? values[0] : undefined;
  }

  /** The address of the namespace as the client knows it, without a slash at the end. */
  get base(): string {
    const { links } = this;
    return typeof links === 'string' ? links : this.#base;
  }

  /** What the addresses in the response begin with. */
  get links(): Base {
    return this.service.address.links?.(this.request, this.namespace) ?? this.#base;
  }

  get #base(): string {
    return publicBase(this.request, this.service.address) + this.namespace.prefix;
  }

  /** Writes the one log entry of a request, without its query, which may hold a password. */
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
 * Finds the namespace of a request. A call and an upload make it on its first use; other requests see one that is not used yet.
 * @throws NamespaceError for a name that is none, and when there are too many
 */
export function intoNamespace(service: Service, request: HttpRequest, route: Route): RoutedRequest {
  return new RoutedRequest(service, request, namespaceFor(service, request.method, route), route);
}

function namespaceFor({ namespaces }: Service, method: string, { namespace, asked }: Route): Namespace {
  if (namespace === undefined) return namespaces.main;
  const isUse = isCall(method) && CHANGING.has(asked.kind);
  return isUse ? namespaces.open(namespace) : namespaces.visit(namespace);
}
