import type { HttpFacts } from '../journal/entry.js';
import type { HttpRequest } from './request.js';

let last: HttpFacts = { method: '', target: '', headers: [] };

/**
 * What the journal is told of the request around an exchange. A client repeats itself: what is as it was the last time is
 * kept once, since texts that live as long as the journal cost the garbage collector more than to compare them.
 */
export function httpFacts({
  method,
  target,
  headers: { lines: headers },
}: Pick<HttpRequest, 'method' | 'target' | 'headers'>): HttpFacts {
  if (last.method !== method || last.target !== target || !areSame(last.headers, headers))
    last = { method, target, headers };
  return last;
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i += 1) if (some[i] !== others[i]) return false;
  return true;
}
