import type { HttpFacts } from '../journal/index.js';
import type { Namespace } from '../namespaces/index.js';
import { routeOf } from './router.js';
import type { Service } from './service.js';

/**
 * Logs a request that was refused before the service saw it, and records it in the journal of its namespace, or of the
 * main one. It makes no namespace.
 * @param line of the request; empty texts if it could not be read
 * @param wasUnderWay whether the service had begun to serve it: uploads and downloads have their own entry then
 */
export function recordRefusal(
  { log, namespaces }: Service,
  { status, reason }: { readonly status: number; readonly reason: string },
  line: Pick<HttpFacts, 'method' | 'target'>,
  wasUnderWay: boolean,
): void {
  const { namespace: name, path, asked } = routeOf(line.target);
  const prefix = name === undefined ? '' : `/~${name}`;
  const result = `${status}: ${reason}`;
  log({
    what: line.method === '' ? 'request' : `${line.method} ${prefix}${path}`,
    result,
    ms: 0,
    warnings: [],
  });
  const version = asked.kind === 'endpoint' ? asked.version : undefined;
  if (wasUnderWay && version === undefined) return;
  const namespace: Namespace = (name === undefined ? undefined : namespaces.get(name)) ?? namespaces.main;
  namespace.journal.record({
    kind: 'call',
    time: namespace.clock.now(),
    ms: 0,
    account: undefined,
    outcome: 'error',
    status,
    http: { ...line, headers: [] },
    rules: [],
    warnings: [result],
    bytesIn: 0n,
    bytesOut: 0n,
    version: version ?? 'jax3',
    operation: undefined,
    arguments: {},
    result: undefined,
    fault: undefined,
  });
}
