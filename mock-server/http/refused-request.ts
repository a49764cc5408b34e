import type { HttpFacts } from '../journal/index.js';
import type { Namespace } from '../namespaces/index.js';
import { routeOf } from './router.js';
import type { Service } from './service.js';

/**
 * Reports a request that was refused before the service saw it: one line in the log, and an entry in the journal of the
 * namespace that it was for, or of the one without a name. It makes no namespace.
 *
 * @param line of the request; empty texts where it could not be read
 * @param wasUnderWay whether the service had begun with it: uploads and downloads have an entry of their own then
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
    function: undefined,
    arguments: {},
    result: undefined,
    fault: undefined,
  });
}
