const TOKEN = String.raw`[^\x00-\x20\x7f-\uffff()<>@,;:\\"/[\]?=]+`;

// Each pattern is tried once at the place where the one before it ended: one pattern for the whole header would try every
// way to share blanks out among its pieces, which takes the square of their number.
const TYPE = new RegExp(String.raw`\s*${TOKEN}/${TOKEN}\s*`, 'y');
const PARAMETER = new RegExp(String.raw`;\s*(${TOKEN})\s*=\s*(?:(${TOKEN})|"((?:[^"\\]|\\.)*)")\s*`, 'y');
const END = /;?\s*$/y;

/**
 * Whether the service takes the body as SOAP 1.1: there is no header, or it begins with `text/xml` in exactly these
 * letters, whatever follows them (RI). Otherwise it answers 415.
 */
export function isSoap(header: string | undefined): boolean {
  return header === undefined || header.trimStart().startsWith('text/xml');
}

/**
 * The charset that a Content-Type header names, as it is written there; of several the last. Undefined if there is
 * none, or if any part of the header is malformed: then the service does not look at its parameters (RI).
 */
export function charsetParameter(header = ''): string | undefined {
  let at = endOf(TYPE, header, 0);
  let charset: string | undefined;
  for (let found = at; found !== undefined; ) {
    at = found;
    PARAMETER.lastIndex = at;
    const [, name, token, quoted] = PARAMETER.exec(header) ?? [];
    found = name === undefined ? undefined : PARAMETER.lastIndex;
    if (name?.toLowerCase() === 'charset') charset = token ?? quoted?.replace(/\\(.)/g, '$1');
  }
  return at !== undefined && endOf(END, header, at) !== undefined ? charset : undefined;
}

/** Where a match ends that begins at a place; undefined when there is none. */
function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Whether Java takes the name for one that a charset can have (RI). Single quotes are not for names. */
export function isLegalCharsetName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9+.:_-]*$/.test(name);
}
