const TOKEN = String.raw`[^\x00-\x20\x7f-\uffff()<>@,;:\\"/[\]?=]+`;
const PARAMETER = String.raw`;\s*(${TOKEN})\s*=\s*(?:(${TOKEN})|"((?:[^"\\]|\\.)*)")\s*`;
const HEADER = new RegExp(String.raw`^\s*${TOKEN}/${TOKEN}\s*((?:${PARAMETER})*);?\s*$`);
const NEXT_PARAMETER = new RegExp(PARAMETER, 'y');

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
export function charsetParameter(header: string | undefined): string | undefined {
  const parameters = HEADER.exec(header ?? '')?.[1] ?? '';
  let charset: string | undefined;
  for (NEXT_PARAMETER.lastIndex = 0; NEXT_PARAMETER.lastIndex < parameters.length; ) {
    const [, name, token, quoted] = NEXT_PARAMETER.exec(parameters) ?? [];
    if (name === undefined) break;
    if (name.toLowerCase() === 'charset') charset = token ?? quoted?.replace(/\\(.)/g, '$1');
  }
  return charset;
}

/** Whether Java takes the name for one that a charset can have (RI). Single quotes are not for names. */
export function isLegalCharsetName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9+.:_-]*$/.test(name);
}
