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
