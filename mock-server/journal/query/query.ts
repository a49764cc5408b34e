import type { OperationName } from '../../../wsdl/contract.js';
import type { ExchangeRecord, Outcome } from '../entry.js';

/** Which exchanges are meant. What is left out does not matter. */
export interface Match {
  readonly kind?: ExchangeRecord['kind'] | undefined;
  /** One function, or any of several. */
  readonly function?: OperationName | readonly OperationName[] | undefined;
  /** Login in any case. */
  readonly account?: string | undefined;
  readonly outcome?: Outcome | undefined;
  /** Not before and not after, in milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Only what has a greater `seq`. */
  readonly after?: number | undefined;
  /** Id of a rule that touched it. */
  readonly rule?: string | undefined;
  /** A part or download of the file, a call with its id among the arguments, or the call that reserved it. 64-bit. */
  readonly fileId?: bigint | undefined;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** Arguments as `argumentText` spells them, by name, those inside a structure as `properties.search`. */
  readonly arguments?: Readonly<Record<string, string>> | undefined;
}

export interface Query extends Match {
  /** At most so many entries, counted in the chosen order. Default: all. */
  readonly limit?: number | undefined;
  /** By `seq`. Default: `asc`, the oldest first. */
  readonly order?: 'asc' | 'desc' | undefined;
}
