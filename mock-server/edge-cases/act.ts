import type { Dialect, FaultCode } from '../soap/index.js';

/** One way to misbehave. Sizes and places in bytes are 64-bit. */
export type Act = AnswerAct | PartAct | AccountAct | WireAct | HoldAct;

/** Whether the service still does what it was asked to before its answer is replaced. Default: false. */
interface Replacing {
  readonly perform?: boolean | undefined;
}

/** Replaces the answer. Of several, the first one counts. */
export type AnswerAct =
  /** The result of a function, as JSON: numbers may be texts, structures are objects, lists are arrays. */
  | (Replacing & { readonly act: 'return'; readonly value: JsonValue })
  /** The reply's wrapper without a `return` in it. */
  | (Replacing & { readonly act: 'no-return' })
  /** `return` with xsi:nil. */
  | (Replacing & { readonly act: 'nil' })
  | (Replacing & {
      readonly act: 'fault';
      readonly text: string;
      /** Default: Server. */
      readonly code?: FaultCode | undefined;
      /** With it, the typed detail of jax3 is there. */
      readonly exceptionClass?: string | undefined;
      readonly details?: string | undefined;
    })
  | (Replacing & {
      readonly act: 'status';
      readonly status: number;
      readonly body?: string | undefined;
      /** Default: text/html; charset=utf-8. */
      readonly contentType?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    })
  /** A text made of the address in the true result; see `rewriteAddress` for what stands for its pieces. */
  | { readonly act: 'rewrite'; readonly template: string };

/** For bytes that come to the upload address. */
export type PartAct =
  /** The service's own refusal, with one of its codes. */
  | (Replacing & { readonly act: 'refuse'; readonly code: RefusalCode })
  /** Answered as if it was taken, and forgotten. */
  | { readonly act: 'lose' }
  /** Stored twice: the parts are more than the file then, and finishing it fails until it is started anew. */
  | { readonly act: 'double' };

/** Why the upload form refuses something, as in the answers of the web uploader (client). */
export type RefusalCode = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type Moment = 'before' | 'after';

/** Changes the account that the exchange belongs to, before or after it is carried out. */
export interface AccountAct {
  readonly act: 'account';
  /** Default: before. */
  readonly at?: Moment | undefined;
  /** Sets the quota so that just so many bytes are free. */
  readonly freeSpace?: bigint | undefined;
  readonly maxFileSize?: bigint | undefined;
  readonly active?: boolean | undefined;
  readonly banned?: boolean | undefined;
  readonly premium?: boolean | undefined;
  /** The files it reserves get ids from here on, 64-bit; those in use are skipped. */
  readonly nextFileId?: bigint | undefined;
  /** Ends every session key that is made for it from now on. */
  readonly sessionKeyTail?: string | undefined;
}

/** `in`: the bytes of an upload on their way to the service; `out`: the body of the reply. */
export type Direction = 'in' | 'out';

/** What a network adds. The direction is `out` by default; `in` is for bytes of the upload address. */
export type WireAct =
  | { readonly act: 'delay'; readonly ms: number; readonly at?: Moment | undefined }
  | {
      readonly act: 'throttle';
      readonly bytesPerSecond: number;
      readonly direction?: Direction | undefined;
    }
  /** Nothing more after so many bytes, for a time or until somebody gives up. */
  | {
      readonly act: 'stall';
      readonly afterBytes: bigint;
      readonly ms?: number | undefined;
      readonly direction?: Direction | undefined;
    }
  /** The connection is reset (RST) after so many bytes. */
  | { readonly act: 'reset'; readonly afterBytes: bigint; readonly direction?: Direction | undefined }
  /** The connection ends (FIN) after so many bytes of the reply's body. */
  | { readonly act: 'truncate'; readonly afterBytes: bigint }
  /** The connection ends (FIN) in place of a reply. */
  | (Replacing & { readonly act: 'hang-up' })
  /** Inverts bytes from a place on. */
  | {
      readonly act: 'corrupt';
      readonly from: bigint;
      /** Default: 1. */
      readonly bytes?: bigint | undefined;
      readonly direction?: Direction | undefined;
    }
  /** The same answer in another legal spelling: the chosen one, or one that a seed decides. */
  | { readonly act: 'dialect'; readonly dialect: Dialect }
  | { readonly act: 'dialect'; readonly seed: number };

/** Stops the exchange until it is released by name. */
export interface HoldAct {
  readonly act: 'hold';
  readonly name: string;
  /** Before the service does what it was asked to, which is the default, or after that and before the answer. */
  readonly at?: Moment | undefined;
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };
