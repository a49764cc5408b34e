import type { Dialect, FaultCode } from '../soap/index.js';

/** One effect of a rule. Sizes and offsets are in bytes, 64-bit. */
export type Act = ResponseAct | PartAct | AccountAct | WireAct | HoldAct;

/** Whether the service still performs the request before its response is replaced. Default: false. */
interface Replacing {
  readonly perform?: boolean | undefined;
}

/** Replaces the response; the first of several counts. */
export type ResponseAct =
  /** The result of an operation as JSON: numbers may be texts, structures are objects, lists are arrays. */
  | (Replacing & { readonly act: 'return'; readonly value: JsonValue })
  /** The wrapper of the response without a `return`. */
  | (Replacing & { readonly act: 'no-return' })
  /** `return` with xsi:nil. */
  | (Replacing & { readonly act: 'nil' })
  | (Replacing & {
      readonly act: 'fault';
      readonly text: string;
      /** Default: Server. */
      readonly code?: FaultCode | undefined;
      /** Adds the typed detail of jax3. */
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
  /** A text made from the address in the true result; see `rewriteAddress` for the placeholders. */
  | { readonly act: 'rewrite'; readonly template: string };

/** For uploads. */
export type PartAct =
  /** The service's own refusal, with one of its codes. */
  | (Replacing & { readonly act: 'refuse'; readonly code: RefusalCode })
  /** Accepted in the response, and dropped. */
  | { readonly act: 'lose' }
  /** Stored twice: the parts exceed the file then, and finishing it fails until the upload is restarted. */
  | { readonly act: 'double' };

/** Refusal codes of the upload form, as in the responses of the web uploader (client). */
export type RefusalCode = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When an act takes place: before the operation is carried out, or after. */
export type Moment = 'before' | 'after';

/** Changes the account of the exchange, before or after the operation. */
export interface AccountAct {
  readonly act: 'account';
  /** Default: before. */
  readonly at?: Moment | undefined;
  /** Sets the quota so that exactly that many bytes are free. */
  readonly freeSpace?: bigint | undefined;
  readonly maxFileSize?: bigint | undefined;
  readonly active?: boolean | undefined;
  readonly banned?: boolean | undefined;
  readonly premium?: boolean | undefined;
  /** Files that it reserves get ids from here on, 64-bit; ids in use are skipped. */
  readonly nextFileId?: bigint | undefined;
  /** Suffix of all session keys that are created for it from now on. */
  readonly sessionKeyTail?: string | undefined;
}

/** `in`: the bytes of an upload; `out`: the body of the response. */
export type Direction = 'in' | 'out';

/** Effects of a network. Default direction: `out`; `in` is for uploads. */
export type WireAct =
  | { readonly act: 'delay'; readonly ms: number; readonly at?: Moment | undefined }
  | {
      readonly act: 'throttle';
      readonly bytesPerSecond: number;
      readonly direction?: Direction | undefined;
    }
  /** Sends nothing after that many bytes, for a time or until the client disconnects. */
  | {
      readonly act: 'stall';
      readonly afterBytes: bigint;
      readonly ms?: number | undefined;
      readonly direction?: Direction | undefined;
    }
  /** Resets the connection (RST) after that many bytes. */
  | { readonly act: 'reset'; readonly afterBytes: bigint; readonly direction?: Direction | undefined }
  /** Ends the connection (FIN) after that many bytes of the response's body. */
  | { readonly act: 'truncate'; readonly afterBytes: bigint }
  /** Ends the connection (FIN) instead of a response. */
  | (Replacing & { readonly act: 'hang-up' })
  /** Inverts bytes from an offset on. */
  | {
      readonly act: 'corrupt';
      readonly from: bigint;
      /** Default: 1. */
      readonly bytes?: bigint | undefined;
      readonly direction?: Direction | undefined;
    }
  /** The same response in another legal spelling: a given dialect, or that of a seed. */
  | { readonly act: 'dialect'; readonly dialect: Dialect }
  | { readonly act: 'dialect'; readonly seed: number };

/** Holds the exchange until it is released by name. */
interface HoldAct {
  readonly act: 'hold';
  readonly name: string;
  /** Before the operation (default), or between the operation and the response. */
  readonly at?: Moment | undefined;
}

/** A value of JSON. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };
