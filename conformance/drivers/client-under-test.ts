/** What a client can be asked to do. Only `upload` is a must. */
export const OPERATIONS = [
  'upload',
  'list',
  'createFolder',
  'download',
  'delete',
  'space',
  'resume',
] as const;

/** An operation of a client, as the kit calls it. */
export type OperationName = (typeof OPERATIONS)[number];

/** What a client says of itself before anything else. */
export interface ClientInfo {
  readonly name: string;
  readonly version?: string | undefined;
  readonly operations: readonly OperationName[];
  /** How many calls it takes at a time; 1 when it does one after the other. */
  readonly concurrency: number;
  /** Whether it uploads to no other folder than the root; then it answers `unsupported` for any other. */
  readonly rootOnly?: boolean | undefined;
}

/** Where a client is to do its work, and as whom. */
export interface Target {
  /** Address of the service description. */
  readonly wsdl: string;
  /** Address of the endpoint, for clients that read no description. */
  readonly soap: string;
  readonly login: string;
  readonly password: string;
  /** How a client whose address is a constant comes here. Absent: by the addresses above. */
  readonly way?: Way | undefined;
}

/** What leads requests for the hosts of the service to the fake. */
export interface Way {
  /** Address of an HTTP proxy without a trailing slash; absent where the names of the hosts lead to the fake. */
  readonly proxy?: string | undefined;
  /** Path of the certificate to trust, PEM. */
  readonly ca: string;
  /** Both as environment variables; undefined: it must be unset. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Arguments and results. 64-bit numbers are decimal texts, contents are files named by absolute paths. */
export interface OperationTypes {
  /** `name` is the one the file is to have in the account; `dirId` is -1 for the root. */
  readonly upload: {
    readonly args: { readonly file: string; readonly name: string; readonly dirId: string };
    readonly result: { readonly fileId?: string | undefined };
  };
  /** Goes on with an upload that failed. `handle` is the one that came with the error, if there was one. */
  readonly resume: {
    readonly args: {
      readonly file: string;
      readonly name: string;
      readonly dirId: string;
      readonly handle?: string | undefined;
    };
    readonly result: { readonly fileId?: string | undefined };
  };
  readonly list: {
    readonly args: { readonly dirId: string };
    readonly result: { readonly items: readonly ListedItem[] };
  };
  readonly createFolder: {
    readonly args: { readonly dirId: string; readonly name: string };
    readonly result: { readonly dirId: string };
  };
  /** Writes the bytes of a file of the account to the path `to`. */
  readonly download: {
    readonly args: { readonly fileId: string; readonly to: string };
    readonly result: Record<never, never>;
  };
  readonly delete: { readonly args: { readonly fileId: string }; readonly result: Record<never, never> };
  /** Bytes that are free. */
  readonly space: { readonly args: Record<never, never>; readonly result: { readonly free: string } };
}

/** A file or folder of a listing. Id and size are decimal texts of 64 bits. */
export interface ListedItem {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  readonly directory: boolean;
}

/** The arguments of an operation. */
export type ArgumentsOf<Name extends OperationName> = OperationTypes[Name]['args'];

/** The result of an operation. */
export type ResultOf<Name extends OperationName> = OperationTypes[Name]['result'];

/** The outcome of a call: the result, or why there is none. */
export type ClientOutcome<Result = unknown> =
  | { readonly kind: 'ok'; readonly result: Result }
  /** The client reported a failure. */
  | { readonly kind: 'error'; readonly error: ReportedError }
  /** The client does not know the operation. */
  | { readonly kind: 'unsupported' }
  /** The client crashed, such as a process that ended during the call. */
  | { readonly kind: 'crashed'; readonly how: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number };

/** A failure as the client reports it. */
export interface ReportedError {
  /** A word of the client's own, such as `quota` or `fault`. */
  readonly kind: string;
  readonly message: string;
  /** With it, `resume` can go on. */
  readonly handle?: string | undefined;
}

/** A client, however it is reached. */
export interface ClientUnderTest {
  /** @throws AdapterError when it does not start, or does not say what it must */
  start(): Promise<ClientInfo>;
  /** @throws AdapterError when it does not get so far as to be called */
  open(target: Target): Promise<ClientSession>;
  /** What it wrote to its error output since the last time it was asked, for the report. */
  notes(): string;
  /** Ends it. Harmless when repeated. */
  stop(): Promise<void>;
  /** How it crashed after its last call had returned, if it did. Called once it is stopped. */
  crash?(): string | undefined;
}

/** A client at work for one account. */
export interface ClientSession {
  /**
   * What happens to the client itself is a result, not an error.
   * @param timeoutMs when to wait no longer
   * @throws AdapterError when what comes from the adapter is no answer, such as a line that is no message
   */
  call<Name extends OperationName>(
    operation: Name,
    args: ArgumentsOf<Name>,
    timeoutMs: number,
  ): Promise<ClientOutcome<ResultOf<Name>>>;
  /** What it printed for this account, where that can be separated from its output for others. */
  printed?(): Printed;
  close(): Promise<void>;
}

/** What a program printed, of long texts the end. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  /** How it ended, and what that means. */
  readonly exit?: string | undefined;
}

/** The adapter between kit and client does not do its part. The message says what to mend. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
}
