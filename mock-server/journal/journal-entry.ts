import type { Version } from '../../wsdl/contract.js';
import type { Outcome } from './entry.js';

/** What JSON can say. 64-bit numbers are decimal texts, dates are ISO texts. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface NameAndValue {
  readonly name: string;
  readonly value: string;
}

/** A body as it went over the wire, or why it is not shown. */
export type RawBody =
  | {
      readonly base64: string;
      /** Present when passwords in it were replaced: then it is no longer byte for byte what was sent. */
      readonly masked?: true;
      /** Present when only the beginning is shown: how many bytes there are. */
      readonly of?: number;
      /** Present when the end is shown besides: what lies between was not kept. */
      readonly tail?: string;
    }
  | { readonly withheld: string };

export interface RawView {
  readonly request: RawBody;
  readonly reply: RawBody;
  readonly replyHeaders: readonly NameAndValue[];
}

/** What all entries have. */
export interface AnyEntry {
  /** Position in the journal: 1, 2 and so on; no two entries have the same. */
  readonly seq: number;
  /** ISO 8601, by the clock of the namespace. */
  readonly time: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  readonly account?: string;
  readonly outcome: Outcome;
  /** HTTP status; absent when none was sent. */
  readonly status?: number;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly NameAndValue[];
  /** Ids of the rules that touched it. */
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
  /** Bytes of both bodies, 64-bit. */
  readonly bytesIn: string;
  readonly bytesOut: string;
  /** Present when the journal recorded raw bodies. */
  readonly raw?: RawView;
}

export interface CallEntry extends AnyEntry {
  readonly kind: 'call';
  readonly version: Version;
  /** Absent when the request was none of a function that is known. */
  readonly function?: string;
  readonly arguments: { readonly [name: string]: Json };
  /** Absent for a void function or a fault. */
  readonly result?: Json;
  /** Present when only the first members of a long list are in `result`: how many there were, and bytes of the reply (64-bit). */
  readonly resultCut?: { readonly members: number; readonly bytes: string };
  readonly fault?: { readonly code: string; readonly text: string };
}

export interface PartEntry extends AnyEntry {
  readonly kind: 'part';
  /** 64-bit. Absent for a file that was sent whole without being reserved. */
  readonly fileId?: string;
  /** 64-bit. */
  readonly firstByte?: string;
  /** Bytes of the file in it, 64-bit. */
  readonly received: string;
  readonly fileName?: string;
  readonly fields: readonly { readonly name: string; readonly value?: string }[];
  readonly refusal?: { readonly code: number; readonly reason: string };
  /**
   * Names of the headers, cookies, query parameters and form fields that held the login or the password of the
   * account, each after its kind: `header x-user`, `field password`.
   */
  readonly secretsIn: readonly string[];
}

export interface DownloadEntry extends AnyEntry {
  readonly kind: 'download';
  /** 64-bit. */
  readonly fileId?: string;
  readonly name?: string;
  /** The bytes that were asked for, `end` not included, 64-bit. */
  readonly range?: { readonly start: string; readonly end: string };
}

/** One exchange as it is shown: ready for JSON, and with `********` in place of every password. */
export type JournalEntry = CallEntry | PartEntry | DownloadEntry;
