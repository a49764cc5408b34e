import type { Version } from '../../wsdl/contract.js';
import type { Outcome } from './entry.js';

/** A JSON value. 64-bit numbers are decimal strings, dates are ISO 8601 strings. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface NameAndValue {
  readonly name: string;
  readonly value: string;
}

/** A body on the wire, or why it is not shown. */
export type RawBody =
  | {
      readonly base64: string;
      /** Set if passwords in it were masked: then it differs from the bytes on the wire. */
      readonly masked?: true;
      /** Size in bytes, if only the beginning is shown. */
      readonly of?: number;
      /** The end, in Base64, if the middle was not kept. */
      readonly tail?: string;
    }
  | { readonly withheld: string };

export interface RawView {
  readonly request: RawBody;
  readonly response: RawBody;
  readonly responseHeaders: readonly NameAndValue[];
}

/** Fields of all entries. */
export interface AnyEntry {
  /** Position in the journal: 1, 2 and so on; no two entries have the same. */
  readonly seq: number;
  /** ISO 8601, by the clock of the namespace. */
  readonly time: string;
  /** Duration in milliseconds. */
  readonly ms: number;
  readonly account?: string;
  readonly outcome: Outcome;
  /** HTTP status; absent if none was sent. */
  readonly status?: number;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly NameAndValue[];
  /** Ids of the rules that fired. */
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
  /** Bytes of both bodies, 64-bit. */
  readonly bytesIn: string;
  readonly bytesOut: string;
  /** Present if raw bodies are recorded. */
  readonly raw?: RawView;
}

export interface CallEntry extends AnyEntry {
  readonly kind: 'call';
  readonly version: Version;
  /** Absent if the operation is unknown. */
  readonly function?: string;
  readonly arguments: { readonly [name: string]: Json };
  /** Absent for a void operation or a fault. */
  readonly result?: Json;
  /**
   * Present if `result` has only the first members of a long list: how many there were, and bytes of the response
   * (64-bit).
   */
  readonly resultCut?: { readonly members: number; readonly bytes: string };
  readonly fault?: { readonly code: string; readonly text: string };
}

export interface PartEntry extends AnyEntry {
  readonly kind: 'part';
  /** 64-bit. Absent for a file sent whole, without a reservation. */
  readonly fileId?: string;
  /** 64-bit. */
  readonly firstByte?: string;
  /** Bytes of the file in this part, 64-bit. */
  readonly received: string;
  readonly fileName?: string;
  readonly fields: readonly { readonly name: string; readonly value?: string }[];
  readonly refusal?: { readonly code: number; readonly reason: string };
  /**
   * The headers, cookies, query parameters and form fields that contained the login or the password of the account:
   * `header x-user`, `field password`.
   */
  readonly secretsIn: readonly string[];
}

export interface DownloadEntry extends AnyEntry {
  readonly kind: 'download';
  /** 64-bit. */
  readonly fileId?: string;
  readonly name?: string;
  /** The requested bytes, without `end`, 64-bit. */
  readonly range?: { readonly start: string; readonly end: string };
}

/** One exchange as it is shown: ready for JSON, every password masked with `********`. */
export type JournalEntry = CallEntry | PartEntry | DownloadEntry;
