import type { OperationName, Version } from '../../wsdl/contract.js';
import type { CutBody } from './kept-body.js';

/**
 * How an exchange ended: normally; with a fault; refused by the upload form; with an HTTP error status; or without a
 * complete response, because the connection was cut or closed.
 */
export type Outcome = 'ok' | 'fault' | 'refused' | 'error' | 'cut';

interface AnyRecord {
  /** When the request arrived, in milliseconds since 1970, by the clock of the namespace. */
  readonly time: number;
  /** Duration in milliseconds, by the real clock. */
  readonly ms: number;
  readonly account: string | undefined;
  readonly outcome: Outcome;
  /** HTTP status; undefined when none was sent. */
  readonly status: number | undefined;
  readonly http: HttpFacts;
  /** Ids of the rules that fired. */
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
  /** Bytes of both bodies on the wire, 64-bit. */
  readonly bytesIn: bigint;
  readonly bytesOut: bigint;
  readonly raw?: RawBytes | undefined;
}

/** Facts about a request and its response that calls, parts and downloads have alike. */
export interface HttpFacts {
  readonly method: string;
  /** Target of the request line, with the query and the prefix of the namespace. */
  readonly target: string;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  /** Set if the request came by TLS. */
  readonly scheme?: 'https' | undefined;
}

/**
 * The bodies on the wire; recorded only if `recordRaw` of the journal is set. The journal keeps the chunks: do not
 * write to them again, and do not pass small views of large buffers.
 */
export interface RawBytes {
  readonly request: readonly Uint8Array[];
  readonly response: readonly Uint8Array[];
  /** Set if `request` has only the beginning. */
  readonly requestCut?: CutBody | undefined;
  /** Set if `response` has only the beginning. */
  readonly responseCut?: CutBody | undefined;
  /** Headers of the response: name, value, name, value. */
  readonly responseHeaders: readonly string[];
}

/** The size of a list of which only the first members are kept. */
interface CutResult {
  readonly members: number;
  /** Bytes of the response body, 64-bit. */
  readonly bytes: bigint;
}

/** A call, as it is recorded. */
export interface CallRecord extends AnyRecord {
  readonly kind: 'call';
  readonly version: Version;
  /** Undefined if the operation is unknown. */
  readonly operation: OperationName | undefined;
  /** Decoded; 64-bit numbers as bigint. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Values of the contract; undefined for a void operation or a fault. */
  readonly result: unknown;
  /** Set if `result` has only the first members of a list that does not fit into the journal. */
  readonly resultCut?: CutResult | undefined;
  readonly fault: { readonly code: string; readonly text: string } | undefined;
}

/** A field of an upload form; the file field has no value. */
export interface FormField {
  readonly name: string;
  /** Cut to 200 characters. */
  readonly value?: string | undefined;
}

/** Where an upload request contained the login or the password; the value itself is not kept. */
export interface SecretPlace {
  readonly where: 'header' | 'cookie' | 'query' | 'field';
  readonly name: string;
  readonly holds: 'login' | 'password';
}

/** Bytes that came to the upload address, as they are recorded. */
export interface PartRecord extends AnyRecord {
  readonly kind: 'part';
  /** Undefined for a file sent whole, without a reservation. */
  readonly fileId: bigint | undefined;
  readonly firstByte: bigint | undefined;
  /** Bytes of the file in this part, 64-bit. */
  readonly received: bigint;
  /** File name in the form. */
  readonly fileName: string | undefined;
  /** The fields in their order, with the file field. Made by `partFacts`. */
  readonly fields: readonly FormField[];
  /** Where the request contained login or password of the account. Found by `partFacts`. */
  readonly secrets: readonly SecretPlace[];
  readonly refusal: { readonly code: number; readonly reason: string } | undefined;
}

/** A request for the bytes of a file, as it is recorded. */
export interface DownloadRecord extends AnyRecord {
  readonly kind: 'download';
  readonly fileId: bigint | undefined;
  readonly name: string | undefined;
  /** The requested bytes, without `end`. */
  readonly range: { readonly start: bigint; readonly end: bigint } | undefined;
}

/** An exchange, as it is recorded when it is over. */
export type ExchangeRecord = CallRecord | PartRecord | DownloadRecord;

/** A record with its number. */
export interface Recorded {
  readonly seq: number;
  readonly record: ExchangeRecord;
  /** Bytes of its raw bodies, if they did not fit. */
  readonly rawDropped?: number | undefined;
}

/** Options of views. */
export interface ViewOptions {
  /** Whether to show raw bodies, if recorded. Default: true. */
  readonly raw?: boolean | undefined;
  /** Bytes of a raw body to show at most. Default: all. */
  readonly rawBytes?: number | undefined;
  /**
   * Also shows raw bodies that cannot be parsed, and may contain a password anywhere. Only for the person who sent
   * them, never by default.
   */
  readonly unreadableRaw?: boolean | undefined;
}

/** A JSON value. 64-bit numbers are decimal strings, dates are ISO 8601 strings. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A header, as HAR spells it. */
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

/** The bodies of an exchange and the headers of its response. Kept with `recordRaw`. */
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
  /** Set if the request came by TLS. */
  readonly scheme?: 'https';
  /** Ids of the rules that fired. */
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
  /** Bytes of both bodies, 64-bit. */
  readonly bytesIn: string;
  readonly bytesOut: string;
  /** Present if raw bodies are recorded. */
  readonly raw?: RawView;
}

/** A call in the journal, as JSON. */
export interface CallEntry extends AnyEntry {
  readonly kind: 'call';
  readonly version: Version;
  /** Absent if the operation is unknown. */
  readonly operation?: string;
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

/** Bytes that came to the upload address, in the journal, as JSON. */
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

/** A request for the bytes of a file, in the journal, as JSON. */
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
