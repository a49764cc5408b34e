import { type Journal, matcherOf, type Query, viewOf } from '../journal/index.js';
import { QueryError, readQueryString } from '../journal/query/read-query.js';
import { deadline, event as happened } from '../waits.js';
import { invalid } from './problem.js';

/** Milliseconds without an event after which a comment is sent: proxies end connections that are silent. */
const KEEP_ALIVE = 15_000;

/** Milliseconds after which a browser connects again. */
const RETRY = 1000;

/** @throws QueryError */
export function readEventQuery(parameters: URLSearchParams): Query {
  if (parameters.has('order')) throw new QueryError('order', 'is not for events: they come in their order');
  return readQueryString(parameters);
}

/** The number that a client continues after; undefined if it begins. @throws Problem */
export function lastEventId(headers: Readonly<Record<string, string | undefined>>): number | undefined {
  const id = headers['last-event-id'];
  if (id === undefined || id === '') return undefined;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw invalid('Last-Event-ID', 'must be the number of an entry');
}

/**
 * Entries of a journal as server-sent events, until the client disconnects or the journal ends. Nothing is queued: the
 * journal itself is the buffer. A client that reads more slowly than entries are dropped gets the event `gap`.
 */
export async function* journalEvents(
  journal: Journal,
  { limit = Number.POSITIVE_INFINITY, after, order: _, ...match }: Query,
  resumed: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const matches = matcherOf(match);
  let seq = resumed ?? after ?? journal.report().lastSeq;
  let { cleared } = journal;
  let left = limit;
  let hasChanged = true;
  let wake = (): void => {};
  const stop = journal.watch(() => {
    hasChanged = true;
    wake();
  });
  try {
    yield `retry: ${RETRY}\n\n`;
    while (left > 0 && !signal.aborted) {
      hasChanged = false;
      const { lastSeq } = journal.report();
      if (cleared !== journal.cleared || seq > lastSeq) {
        ({ cleared } = journal);
        const first = journal.next(0)?.seq ?? lastSeq + 1;
        seq = first - 1;
        yield event('cleared', { lastSeq: seq }, seq);
      }
      if (journal.isClosed) {
        yield event('end', {});
        return;
      }
      const found = journal.next(seq);
      if (found !== undefined) {
        if (found.seq > seq + 1) yield event('gap', { after: seq, before: found.seq });
        seq = found.seq;
        if (!matches(found)) continue;
        left -= 1;
        yield event('entry', viewOf(found, { raw: false }), seq);
      } else if (!(await change())) yield ': still here\n\n';
    }
  } finally {
    stop();
  }

  /** Waits for a change; false if none came in time. */
  async function change(): Promise<boolean> {
    if (!hasChanged)
      await deadline(KEEP_ALIVE, signal, (end) =>
        happened((done) => {
          wake = done;
          return () => {};
        }, end),
      );
    return hasChanged || signal.aborted;
  }
}

/** One event. JSON has no line breaks. */
function event(name: string, data: object, id?: number): string {
  const line = id === undefined ? '' : `id: ${id}\n`;
  return `${line}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
