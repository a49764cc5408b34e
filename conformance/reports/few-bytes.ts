import type { JournalEntry } from '../../mock-server/index.js';

/** Entries of a journal whose bytes are in a report. */
const MOST_WITH_BYTES = 100;

/**
 * A client that goes on calling must not make a report without end: the bytes of the first entries stay, and of those that
 * show the failure.
 */
export function withFewBytes(
  journal: readonly JournalEntry[],
  seqs: readonly number[],
): readonly JournalEntry[] {
  const telling = new Set(seqs);
  return journal.map((entry, i) => {
    if (entry.raw === undefined || i < MOST_WITH_BYTES || telling.has(entry.seq)) return entry;
    const { raw: _, ...rest } = entry;
    return rest;
  });
}
