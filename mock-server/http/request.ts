/** How to end a connection early: reset (RST), or end (FIN). */
export type Cut = 'reset' | 'end';

/** Receives a body as it arrives. Its methods do not throw. */
export interface BodySink {
  /** @returns false to drop the rest of the body */
  write(bytes: Uint8Array): boolean;
  /** Called once, unless the rest was dropped: all bytes arrived, or the body broke off. */
  end(isComplete: boolean): void;
}

/** An HTTP request, independent of the platform. */
export interface HttpRequest {
  readonly method: string;
  /** Target of the request line: path and query with the prefix of the namespace, or an absolute address. */
  readonly target: string;
  readonly headers: RequestHeaders;
  readonly scheme: 'http' | 'https';
  /** Of the connection, such as `1.1`; undefined without one. */
  readonly httpVersion?: string | undefined;
  /** Name or IP address and port at which it arrived. The Host header outweighs it. */
  readonly authority: string;
  /** Name of the namespace that the connection or the user of a proxy belongs to. A prefix in the path outweighs it. */
  readonly namespace?: string | undefined;
  /** Whether it has a body, even an empty one. */
  readonly hasBody: boolean;
  /** To be read once, here or with `read`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Passes the body to a sink as it arrives, without promises. */
  read(sink: BodySink): void;
  /** Whether all of the body arrived. */
  readonly isComplete: boolean;
  /** Created on first use. Aborts when the client disconnects. */
  readonly abandoned: AbortSignal;
  /**
   * Reads and drops the rest of the body: many clients read no response before they have sent everything. Does not
   * reject.
   */
  drain(): Promise<void>;
  /** Ends the connection; resolves when it has ended. */
  cut(how: Cut): Promise<void>;
}

/** The headers of a request; names in lower case. */
export interface RequestHeaders {
  /** Name, value, name, value. */
  readonly lines: readonly string[];
  /** The value of a header; of several, the first or all joined, as in node:http. Undefined if there is none. */
  get(name: string): string | undefined;
  /** All values of a header, in their order. */
  all(name: string): readonly string[];
}

/** Of these the first counts, as in node:http. */
const SINGLE = new Set(
  [
    'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since',
    'last-modified location max-forwards proxy-authorization referer retry-after server user-agent',
  ].flatMap((names) => names.split(' ')),
);

/** Headers on platforms without an equivalent. They behave as in node:http. */
export class HeaderLines implements RequestHeaders {
  constructor(readonly lines: readonly string[]) {}

  all(name: string): string[] {
    return this.lines.filter((_, index) => index % 2 === 1 && this.lines[index - 1]?.toLowerCase() === name);
  }

  get(name: string): string | undefined {
    const values = this.all(name);
    if (values.length < 2 || SINGLE.has(name)) return values[0];
    return values.join(name === 'cookie' ? '; ' : ', ');
  }
}

/** All headers by name, as `get` returns them. */
export function headerRecord(headers: RequestHeaders): Record<string, string | undefined> {
  const names = headers.lines.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  return Object.fromEntries(names.map((name) => [name, headers.get(name)]));
}
