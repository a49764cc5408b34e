import type { OperationName, Version } from '../../wsdl/contract.js';
import type { CutBody } from './kept-body.js';

/**
 * How an exchange ended: as asked; with a fault; refused by the upload form; with an HTTP status of failure; or without
 * a whole answer, as the connection was cut or given up.
 */
export type Outcome = 'ok' | 'fault' | 'refused' | 'error' | 'cut';

interface AnyRecord {
  /** When the request arrived, in milliseconds since 1970, by the clock of the namespace. */
  readonly time: number;
  /** How long it took in milliseconds, by the real clock. */
  readonly ms: number;
  readonly account: string | undefined;
  readonly outcome: Outcome;
  /** HTTP status; undefined when none was sent. */
  readonly status: number | undefined;
  readonly http: HttpFacts;
  /** Ids of the rules that touched it. */
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
  /** Bytes of both bodies, as far as they went over the wire. */
  readonly bytesIn: bigint;
  readonly bytesOut: bigint;
  readonly raw?: RawBytes | undefined;
}

export interface HttpFacts {
  readonly method: string;
  /** As the request line has it, with the query and the prefix of the namespace. */
  readonly target: string;
  /** Name, value, name, value, as they came. */
  readonly headers: readonly string[];
}

/**
 * The bodies as they went over the wire; kept only when the journal's `recordRaw` says so. The journal holds on to the
 * chunks: they must not be written to again, nor be small windows of large buffers.
 */
export interface RawBytes {
  readonly request: readonly Uint8Array[];
  readonly reply: readonly Uint8Array[];
  /** Set when only the beginning is in `request`. */
  readonly requestCut?: CutBody | undefined;
  /** Set when only the beginning is in `reply`. */
  readonly replyCut?: CutBody | undefined;
  /** Name, value, name, value of the reply. */
  readonly replyHeaders: readonly string[];
}

/** What a list was of which the first members are kept. */
export interface CutResult {
  readonly members: number;
  /** Of the body of the reply. 64-bit. */
  readonly bytes: bigint;
}

export interface CallRecord extends AnyRecord {
  readonly kind: 'call';
  readonly version: Version;
  /** Undefined when the request was none of a function that is known. */
  readonly function: OperationName | undefined;
  /** As decoded, 64-bit numbers as bigint. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** What was answered, in values of the contract; undefined for a void function or a fault. */
  readonly result: unknown;
  /** Set when only the first members of a list are in `result`, since all of them would not fit into the journal. */
  readonly resultCut?: CutResult | undefined;
  readonly fault: { readonly code: string; readonly text: string } | undefined;
}

/** One field of an upload form; the field of the file has no value. */
export interface FormField {
  readonly name: string;
  /** Cut to 200 characters. */
  readonly value?: string | undefined;
}

/** A place in an upload request that held a login or a password; the text itself is not kept here. */
export interface SecretPlace {
  readonly where: 'header' | 'cookie' | 'query' | 'field';
  readonly name: string;
  readonly holds: 'login' | 'password';
}

export interface PartRecord extends AnyRecord {
  readonly kind: 'part';
  /** Undefined for a file that was sent whole without being reserved. */
  readonly fileId: bigint | undefined;
  readonly firstByte: bigint | undefined;
  /** Bytes of the file in it. */
  readonly received: bigint;
  /** Name of the file as the form says it. */
  readonly fileName: string | undefined;
  /** The form's fields in their order, the file among them. `partFacts` makes them. */
  readonly fields: readonly FormField[];
  /** Where the request had the login or the password of the account. `partFacts` finds them. */
  readonly secrets: readonly SecretPlace[];
  readonly refusal: { readonly code: number; readonly reason: string } | undefined;
}

export interface DownloadRecord extends AnyRecord {
  readonly kind: 'download';
  readonly fileId: bigint | undefined;
  readonly name: string | undefined;
  /** The bytes that were asked for, `end` not included. */
  readonly range: { readonly start: bigint; readonly end: bigint } | undefined;
}

/** What the journal is told of an exchange once it is over. */
export type ExchangeRecord = CallRecord | PartRecord | DownloadRecord;

/** A record in the journal. */
export interface Recorded {
  readonly seq: number;
  readonly record: ExchangeRecord;
  /** Set when its raw bodies did not fit: how many bytes they had. */
  readonly rawDropped?: number | undefined;
}

/** How views are made. */
export interface ViewOptions {
  /** Whether raw bodies are shown, where they were recorded. Default: true. */
  readonly raw?: boolean | undefined;
  /** The most bytes that are shown of a raw body. Default: all. */
  readonly rawBytes?: number | undefined;
  /**
   * Shows raw bodies as they are, too, when they cannot be read and so may have a password anywhere. For the person who
   * sent them; never by default.
   */
  readonly unreadableRaw?: boolean | undefined;
}
