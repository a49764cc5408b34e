import type { JournalEntry } from '../journal-entry.js';

/** One line of JSON an entry, each with its line end: newline-delimited JSON, made as it is asked for. */
export function* ndjson(entries: Iterable<JournalEntry>): Generator<string, void, undefined> {
  for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}
