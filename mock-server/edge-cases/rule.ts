import type { OperationName } from '../../wsdl/contract.js';
import type { Act } from './act.js';

/**
 * Makes the exchanges that it matches misbehave. Plain data: `readRule` reads it from JSON, the HTTP layer performs
 * the acts.
 */
export interface Rule {
  /** Unique among the armed rules of a namespace. Default: r1, r2 and so on. */
  readonly id?: string | undefined;
  /** For readers of reports. */
  readonly note?: string | undefined;
  readonly on: Trigger;
  /** Performed together, each time the rule fires. */
  readonly do: readonly Act[];
  /** Number of times it fires. Default: no limit. */
  readonly times?: number | undefined;
}

/** The exchanges that a rule matches. An omitted field matches all. */
export type Trigger = CallTrigger | PartTrigger | DownloadTrigger;

interface AnyTrigger {
  /**
   * Login, case-insensitive. A call without credentials belongs to the account of its session key, or of the previous
   * call.
   */
  readonly account?: string | undefined;
  /** Which of the exchanges that match the rest, counted from 1; without `to`, all from `from` on. */
  readonly nth?: number | { readonly from: number; readonly to?: number | undefined } | undefined;
}

/** A call of a SOAP operation. */
export interface CallTrigger extends AnyTrigger {
  readonly kind: 'call';
  readonly operation?: OperationName | readonly OperationName[] | undefined;
  /** Arguments by name, as text. */
  readonly arguments?: Readonly<Record<string, string>> | undefined;
}

/** An upload: a part of a reserved file, or a file sent whole. */
export interface PartTrigger extends AnyTrigger {
  readonly kind: 'part';
  /** 64-bit. */
  readonly fileId?: bigint | undefined;
  /** Offset of the part in the file, 64-bit. */
  readonly firstByte?: bigint | undefined;
}

/** A request for the bytes of a file. */
interface DownloadTrigger extends AnyTrigger {
  readonly kind: 'download';
  /** 64-bit. */
  readonly fileId?: bigint | undefined;
  readonly name?: string | undefined;
}

/** The facts about an exchange that triggers match. */
export type ExchangeFacts =
  | {
      readonly kind: 'call';
      readonly operation: OperationName;
      readonly account: string | undefined;
      readonly arguments: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'part';
      readonly account: string | undefined;
      readonly fileId: bigint | undefined;
      readonly firstByte: bigint | undefined;
    }
  | {
      readonly kind: 'download';
      readonly account: string | undefined;
      readonly fileId: bigint;
      readonly name: string;
    };

/** An invalid rule. `path` is the position in it, such as `do[0].ms`; `path` and `problem` together are a sentence. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path === '' ? 'the rule' : path} ${problem}`);
  }
}
