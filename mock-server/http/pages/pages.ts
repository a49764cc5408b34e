import { OPERATIONS, type Version } from '../../../wsdl/contract.js';

/** Escapes a text for HTML content and quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** An HTML page. @param body HTML */
export const htmlPage = (title: string, body: string): string =>
  `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>\n<body>\n<h1>${escapeHtml(title)}</h1>\n${body}\n</body></html>\n`;

/**
 * The page of an endpoint without `?wsdl` (RI: Service Name, Port Name, Address, a link), with a list of the
 * operations.
 */
export function endpointPage(version: Version, endpoint: string): string {
  const address = escapeHtml(endpoint);
  const names = Object.values(OPERATIONS)
    .filter((operation) => version === 'jax3' || operation.since === 'jax2')
    .map((operation) => {
      const args = operation.args.map((arg) => `${arg.type} ${arg.name}`).join(', ');
      return `<li><code>${operation.returns ?? 'void'} <b>${operation.name}</b>(${args})</code></li>`;
    });
  return htmlPage(
    'Web Services',
    `<table>
<tr><td>Service Name:</td><td>{http://api.soap.shared.pmstation.com/}DesktopAppJax2Service</td></tr>
<tr><td>Port Name:</td><td>{http://api.soap.shared.pmstation.com/}DesktopAppJax2Port</td></tr>
<tr><td>Address:</td><td>${address}</td></tr>
<tr><td>WSDL:</td><td><a href="${address}?wsdl">${address}?wsdl</a></td></tr>
</table>
<h2>${names.length} operations</h2>
<ul>\n${names.join('\n')}\n</ul>`,
  );
}

/** What the front page leads to. */
interface FrontPage {
  readonly base: string;
  /** Whether the control API is served. */
  readonly hasControl: boolean;
}

/** The server's front page: the two service descriptions, and the control API with its page. */
export function frontPage({ base, hasControl }: FrontPage): string {
  const address = escapeHtml(base);
  const row = (version: Version): string =>
    `<li><a href="${address}/${version}/DesktopApp">${version}</a>: <a href="${address}/${version}/DesktopApp?wsdl">${address}/${version}/DesktopApp?wsdl</a></li>`;
  const controlLines = hasControl
    ? `\n<ul>
<li><a href="${address}/_control/ui/">Page</a>: exchanges as they happen, accounts and files, edge cases</li>
<li><a href="${address}/_control/openapi.json">Control API</a> as an OpenAPI document</li>
<li><a href="${address}/_control/edge-accounts">Edge accounts</a>, each with its own failure</li>
</ul>`
    : '';
  return htmlPage(
    '4shared-testkit',
    `<p>A fake of the 4shared SOAP service.</p>\n<ul>\n${row('jax3')}\n${row('jax2')}\n</ul>${controlLines}`,
  );
}
