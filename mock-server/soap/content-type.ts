const TOKEN = String.raw`[^\x00-\x20\x7f-\uffff()<>@,;:\\"/[\]?=]+`;

// Each pattern is tried once, where the previous one ended. One pattern for the whole header would backtrack over
// white space in quadratic time.
const TYPE = new RegExp(String.raw`\s*${TOKEN}/${TOKEN}\s*`, 'y');
const PARAMETER = new RegExp(String.raw`;\s*(${TOKEN})\s*=\s*(?:(${TOKEN})|"((?:[^"\\]|\\.)*)")\s*`, 'y');
const END = /;?\s*$/y;

/**
 * Whether the service accepts the body as SOAP 1.1: without a header, or with one that begins with `text/xml` in
 * exactly these letters (RI). Otherwise it responds with 415.
 */
export function isSoap(header: string | undefined): boolean {
  return header === undefined || header.trimStart().startsWith('text/xml');
}

/**
 * A parameter of a Content-Type header, such as its charset, as written; the last of several. Undefined if there is none, or
 * if any part of the header is malformed: then the service ignores its parameters (RI).
 * @param wanted in lower case
 */
export function headerParameter(header: string | undefined, wanted: string): string | undefined {
  const text = header ?? '';
  let at = endOf(TYPE, text, 0);
  let value: string | undefined;
  for (let found = at; found !== undefined; ) {
    at = found;
    PARAMETER.lastIndex = at;
    const [, name, token, quoted] = PARAMETER.exec(text) ?? [];
    found = name === undefined ? undefined : PARAMETER.lastIndex;
    if (name?.toLowerCase() === wanted) value = token ?? quoted?.replace(/\\(.)/g, '$1');
  }
  return at !== undefined && endOf(END, text, at) !== undefined ? value : undefined;
}

/** The charset in a Content-Type header. */
export const charsetParameter = (header?: string): string | undefined => headerParameter(header, 'charset');

/** The end of a match at an offset; undefined if there is none. */
function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Whether Java accepts a name as that of a charset (RI). Single quotes are not allowed in it. */
export function isLegalCharsetName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9+.:_-]*$/.test(name);
}
