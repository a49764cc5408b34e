import type { Namespace } from '../namespaces/namespace.js';
import type { Base } from '../world/addresses.js';
import { isUse } from './endpoints.js';
import { publicBase } from './public-base.js';
import type { HttpRequest } from './request.js';
import type { Service } from './service.js';

/** A request in its namespace. Its addresses are without the prefix, so that they look alike in every namespace. */
export class PlacedRequest {
  #query: URLSearchParams | undefined;

  constructor(
    readonly service: Service,
    readonly request: HttpRequest,
    readonly namespace: Namespace,
    readonly target: string,
  ) {}

  /** Decides who answers. Escapes and all, without the query. */
  get path(): string {
    return routePath(this.target);
  }

  get method(): string {
    return this.request.method;
  }

  /** As it stands behind the path, without the question mark. */
  get search(): string {
    const { target } = this;
    return target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.search);
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

  /** What the addresses in the answer begin with. */
  get links(): Base {
    return this.service.address.links?.(this.request, this.namespace) ?? this.#base;
  }

  get #base(): string {
    return baseOf(this.service, this.namespace, this.request);
  }

  /** Writes the one log entry of a request, without its query, in which a password may be. */
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

/**
 * Finds the namespace of a request, and makes it if this is its first use: a call or a form.
 * @throws NamespaceError when it can be in none
 */
export function place(service: Service, request: HttpRequest): PlacedRequest {
  const { namespace, target } = service.namespaces.locate(request.target, request.method, isUse);
  return new PlacedRequest(service, request, namespace, target);
}

/** The address of a namespace as the client knows it, without a slash at the end. */
export function baseOf(service: Service, namespace: Namespace, request: HttpRequest): string {
  return publicBase(request, service.address) + namespace.prefix;
}

/** The path that decides who answers: without query and fragment, also when a proxy client sent the whole address. */
export function routePath(target: string): string {
  const [, path = ''] = /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(target) ?? [];
  return path === '' ? '/' : path;
}
