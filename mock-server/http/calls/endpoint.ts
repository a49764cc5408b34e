import type { Version } from '../../../wsdl/contract.js';
import { endpointPage, htmlPage } from '../pages/pages.js';
import { type HttpResponse, plainResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import type { ServiceDocuments } from '../service.js';

/** A document that a GET on an endpoint can request. */
type DescriptionName = 'wsdl' | 'xsd=1' | 'xsd=2';

const FILES: Readonly<Record<DescriptionName, (version: Version) => string>> = {
  wsdl: (version) => `${version}.wsdl`,
  'xsd=1': () => 'array.xsd',
  'xsd=2': (version) => `${version}.xsd`,
};

/**
 * The service description or one of its two schemas. Addresses in it are absolute, and lead back to the requested
 * endpoint (RI).
 * @param endpoint absolute address of the endpoint, without a query
 */
export async function describe(
  { wsdl }: ServiceDocuments,
  version: Version,
  name: DescriptionName,
  endpoint: string,
): Promise<string> {
  const address = endpoint.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const text = await wsdl(FILES[name](version));
  return text
    .replace('schemaLocation="array.xsd"', () => `schemaLocation="${address}?xsd=1"`)
    .replace(`schemaLocation="${version}.xsd"`, () => `schemaLocation="${address}?xsd=2"`)
    .replace(/<soap:address location="[^"]*"/, () => `<soap:address location="${address}"`);
}

const DOCUMENTS: ReadonlyMap<string, DescriptionName> = new Map([
  ['wsdl', 'wsdl'],
  ['WSDL', 'wsdl'],
  ['xsd=1', 'xsd=1'],
  ['xsd=2', 'xsd=2'],
]);

/**
 * The document that a query requests: `wsdl` or `WSDL`, `xsd=1` or `xsd=2` (RI), alone or among other parameters
 * (client: one appends `&forDownloadHelper=true`). Lenient: in any letters. `missing`: a document that does not exist,
 * such as `wsdl=1` or `xsd=3` (RI: 404). null: no document.
 */
function askedDescription(sent: string, lenient: boolean): DescriptionName | 'missing' | null {
  const query = plainQuery(sent);
  for (const parameter of query.split('&')) {
    const document = DOCUMENTS.get(lenient ? parameter.toLowerCase() : parameter);
    if (document !== undefined) return document;
  }
  return /^(?:wsdl|xsd=)/.test(query) ? 'missing' : null;
}

/** The query with its escapes resolved (RI); one with broken escapes stays as it is. */
function plainQuery(query: string): string {
  if (!query.includes('%')) return query;
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}

/**
 * Serves a request to an endpoint that is no call. RI, observed: GET is a page or a description, HEAD only a
 * description, PUT and DELETE are accepted like POST.
 */
export async function serveEndpoint(routed: RoutedRequest, version: Version): Promise<HttpResponse> {
  const { method } = routed;
  if (method === 'GET' || method === 'HEAD') return answerDocument(routed, version);
  return plainResponse(405, ['Allow', 'GET, HEAD, POST, PUT, DELETE', 'Content-Length', '0']);
}

async function answerDocument(routed: RoutedRequest, version: Version): Promise<HttpResponse> {
  const { service, method, path, route } = routed;
  const endpoint = `${routed.base}${path}`;
  const asked = askedDescription(route.search, service.calls.lenient);
  const warnings =
    asked !== null && asked !== 'missing' && route.search.includes('&')
      ? ['the service has the description only without other parameters']
      : [];
  const end = (status: number, contentType: string, text: string): HttpResponse => {
    service.log({ what: `${method} ${asked ?? 'page'}`, result: String(status), ms: 0, warnings });
    return plainResponse(status, ['Content-Type', contentType], text);
  };
  if (asked === 'missing')
    return end(404, 'text/html; charset=utf-8', htmlPage('404 Not Found: Invalid Request', ''));
  if (asked !== null)
    return end(200, 'text/xml;charset=utf-8', await describe(service.documents, version, asked, endpoint));
  if (method === 'HEAD') return end(404, 'text/html; charset=utf-8', '');
  return end(200, 'text/html; charset=utf-8', endpointPage(version, endpoint));
}
