import type { OperationName } from '../../wsdl/contract.js';
import type { Act } from './act.js';

/**
 * Makes what it matches misbehave. Plain data: the JSON of a rule is read by `readRule`, the acts are carried out by
 * whoever serves the exchange.
 */
export interface Rule {
  /** Unique among the armed rules of a namespace. Default: r1, r2 and so on. */
  readonly id?: string | undefined;
  /** For the reader of reports. */
  readonly note?: string | undefined;
  readonly on: Trigger;
  /** Carried out together, whenever the rule fires. */
  readonly do: readonly Act[];
  /** How often it fires before everything is well again. Default: without end. */
  readonly times?: number | undefined;
}

/** What a rule waits for. What is left out does not matter. */
export type Trigger = CallTrigger | PartTrigger | DownloadTrigger;

interface AnyTrigger {
  /** Login in any case. A call without credentials belongs to the account its session key or the last call named. */
  readonly account?: string | undefined;
  /** Which of the exchanges that match the rest, the first one being 1; `from` on, if there is no `to`. */
  readonly nth?: number | { readonly from: number; readonly to?: number | undefined } | undefined;
}

/** A call of a SOAP function. */
export interface CallTrigger extends AnyTrigger {
  readonly kind: 'call';
  readonly function?: OperationName | readonly OperationName[] | undefined;
  /** Arguments by name, as text. */
  readonly arguments?: Readonly<Record<string, string>> | undefined;
}

/** Bytes that come to the upload address: a part of a reserved file, or a file sent whole. */
export interface PartTrigger extends AnyTrigger {
  readonly kind: 'part';
  /** 64-bit. */
  readonly fileId?: bigint | undefined;
  /** Place of the part's first byte in the file, 64-bit. */
  readonly firstByte?: bigint | undefined;
}

/** A request for the bytes of a file. */
export interface DownloadTrigger extends AnyTrigger {
  readonly kind: 'download';
  /** 64-bit. */
  readonly fileId?: bigint | undefined;
  readonly name?: string | undefined;
}

/** What is known of an exchange when rules are asked about it. */
export type ExchangeFacts =
  | {
      readonly kind: 'call';
      readonly function: OperationName;
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
