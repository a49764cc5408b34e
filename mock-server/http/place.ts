import type { IncomingMessage } from 'node:http';
import type { Namespace } from '../namespaces/namespace.js';
import { type PublicAddress, publicBase } from './public-base.js';
import type { Service } from './service.js';

interface Origin {
  readonly namespace: Namespace;
  /** The target as it came, with the prefix. */
  readonly target: string;
}

/** Requests whose prefix was taken off; all others are for the main namespace. */
const origins = new WeakMap<IncomingMessage, Origin>();

/**
 * Lets a request into its namespace: its prefix is noted and taken off, so that whoever serves it sees the same paths
 * in every namespace. Harmless when repeated.
 * @throws NamespaceError when it can be in none
 */
export function enter(service: Service, request: IncomingMessage): void {
  const target = request.url ?? '/';
  if (!target.includes('/~')) return;
  const place = service.namespaces.locate(target);
  if (place.target === target) return;
  origins.set(request, { namespace: place.namespace, target });
  request.url = place.target;
}

export const namespaceOf = (service: Service, request: IncomingMessage): Namespace =>
  origins.get(request)?.namespace ?? service.namespaces.main;

/** The target as the client sent it. */
export const targetOf = (request: IncomingMessage): string =>
  origins.get(request)?.target ?? request.url ?? '/';

/** The address of the request's namespace as the client knows it, without a slash at the end. */
export function baseOf(namespace: Namespace, request: IncomingMessage, address: PublicAddress): string {
  return publicBase(request, address) + namespace.prefix;
}
