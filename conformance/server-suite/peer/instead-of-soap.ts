import type { HttpReply } from '../server-under-test.js';

const ENVELOPE = /<(?:[\w.-]+:)?Envelope[\s>]/;
const PAGE = /^(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b/i;

/**
 * Describes an answer that is not SOAP, to follow `was answered with`, and what to do. Undefined for what may be SOAP.
 * @param url where it was asked for, which a redirect may be relative to
 */
export function insteadOfSoap({ status, headers, body }: HttpReply, url: string): string | undefined {
  const text = Buffer.from(body.subarray(0, 4096))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (ENVELOPE.test(text)) return undefined;
  const { location, 'www-authenticate': login } = headers;
  if (status >= 300 && status < 400 && status !== 304)
    return location === undefined
      ? `a redirect (status ${status}) without an address`
      : `a redirect (status ${status}) to ${absolute(location, url)}: redirects of calls are not followed, so give that address with --wsdl`;
  if (status === 401)
    return `status 401, as the HTTP server requires its own login (${shown(login ?? 'no WWW-Authenticate')})`;
  if (body.length === 0) return `status ${status} and no body`;
  if (PAGE.test(text)) return `status ${status} and a page of HTML, ${shown(titleIn(text))}`;
  // Of other encodings than UTF-8, the first bytes are none of these.
  if (/^[\t\n\r -;=-~]/.test(text)) return `status ${status} and what is no XML: ${shown(text)}`;
  return undefined;
}

function absolute(location: string, url: string): string {
  return URL.canParse(location, url) ? new URL(location, url).href : shown(location);
}

const titleIn = (html: string): string =>
  /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim() || html.replace(/<[^>]*>/g, ' ').trim() || 'without a text';

const shown = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' ').slice(0, 100));
