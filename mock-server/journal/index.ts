/**
 * The journal: a record of all exchanges. Portable. Queries from outside are validated by `query/read-query.ts`, which is
 * loaded separately, as few runs need it.
 */

export { joined, joining, latin1 } from './bytes.js';
export type {
  CallEntry,
  CallRecord,
  DownloadEntry,
  DownloadRecord,
  ExchangeRecord,
  FormField,
  HttpFacts,
  JournalEntry,
  Json,
  NameAndValue,
  Outcome,
  PartEntry,
  PartRecord,
  RawBody,
  RawBytes,
  RawView,
  Recorded,
  SecretPlace,
  ViewOptions,
} from './entry.js';
export { Journal, type JournalOptions, type JournalReport } from './journal.js';
export { JournalPool } from './journal-pool.js';
export { KeptBody } from './kept-body.js';
export { type Credentials, partFacts, type SentForm } from './masking/part-facts.js';
export { MASK, maskAddresses } from './masking/secrets.js';
export { matcherOf } from './query/criteria.js';
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
export { argumentText } from './views/arguments.js';
export { harText } from './views/har.js';
export { ndjson, viewOf } from './views/journal-view.js';
