import type { JournalEntry } from '../journal-entry.js';

/** Newline-delimited JSON: one line an entry, made on iteration. */
export function* ndjson(entries: Iterable<JournalEntry>): Generator<string, void, undefined> {
  for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}
