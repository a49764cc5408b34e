import type { HttpFacts } from './entry.js';

/**
 * Shares equal request lines and headers between the records of a journal. Clients repeat themselves, and comparing
 * costs less than garbage collecting texts that live as long as the journal.
 */
export class RequestFacts {
  #last: HttpFacts = { method: '', target: '', headers: [] };

  /** @param headers name, value, name, value */
  of(method: string, target: string, headers: readonly string[]): HttpFacts {
    const last = this.#last;
    if (last.method !== method || last.target !== target || !areSame(last.headers, headers))
      this.#last = { method, target, headers };
    return this.#last;
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i += 1) if (some[i] !== others[i]) return false;
  return true;
}
