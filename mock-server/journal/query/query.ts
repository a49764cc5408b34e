import type { OperationName } from '../../../wsdl/contract.js';
import type { ExchangeRecord, Outcome } from '../entry.js';

/** Selects exchanges. An omitted field matches all. */
export interface Match {
  readonly kind?: ExchangeRecord['kind'] | undefined;
  /** One operation, or any of several. */
  readonly operation?: OperationName | readonly OperationName[] | undefined;
  /** Login, case-insensitive. */
  readonly account?: string | undefined;
  readonly outcome?: Outcome | undefined;
  /** Not before and not after: milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Only a greater `seq`. */
  readonly after?: number | undefined;
  /** Id of a rule that fired. */
  readonly rule?: string | undefined;
  /** A part or download of the file, a call with its id among the arguments, or the call that reserved it. 64-bit. */
  readonly fileId?: bigint | undefined;
  /** HTTP status. */
  readonly status?: number | undefined;
  /**
   * By name, or by path for a field of a structure, such as `properties.search`; values as `argumentText` writes them.
   */
  readonly arguments?: Readonly<Record<string, string>> | undefined;
}

/** What to look for in the journal, how many, and in which order. */
export interface Query extends Match {
  /** Entries at most, in the chosen order. Default: all. */
  readonly limit?: number | undefined;
  /** By `seq`. Default: `asc`, the oldest first. */
  readonly order?: 'asc' | 'desc' | undefined;
}
