/**
 * The journal: what was asked and answered. It runs wherever JavaScript does. What reads queries from outside
 * (`read-query.ts`) and what writes HAR (`har.ts`) is imported by whoever needs it.
 */

export type {
  CallRecord,
  DownloadRecord,
  ExchangeRecord,
  FormField,
  HttpFacts,
  Outcome,
  PartRecord,
  RawBytes,
  Recorded,
  SecretPlace,
  ViewOptions,
} from './entry.js';
export {
  Journal,
  type JournalOptions,
  type JournalReport,
} from './journal.js';
export type {
  CallEntry,
  DownloadEntry,
  JournalEntry,
  Json,
  NameAndValue,
  PartEntry,
  RawBody,
  RawView,
} from './journal-entry.js';
export { type Credentials, partFacts, type SentForm } from './masking/part-facts.js';
export type { Match, Query } from './query/query.js';
export type {
  Difference,
  Expectation,
  Finding,
  NearMiss,
  Times,
  Verification,
  VerificationResult,
} from './query/verification.js';
export { argumentText } from './views/argument-text.js';
export { ndjson } from './views/ndjson.js';
