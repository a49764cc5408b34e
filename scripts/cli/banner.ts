import type { FourSharedFake } from '../../mock-server/index.js';

/**
 * Text for a person when the server is ready: the service descriptions, an account, and a call to paste.
 * @param host the address that the server listens on
 * @param hasPage whether the page of the control API is served
 */
export function banner(fake: FourSharedFake, host: string, hasPage: boolean): string {
  const { login, password } = fake.account;
  // With --public-url, the address does not show the port.
  const at = new URL(fake.url).port === String(fake.port) ? '' : `, listening on port ${fake.port}`;
  return `
4shared-testkit is ready at ${fake.url}${at}${isWildcard(host) ? everywhere(host) : ''}

  jax3     ${fake.wsdlUrl('jax3')}
  jax2     ${fake.wsdlUrl('jax2')}
  account  ${login}  password ${password}
${hasPage ? `  page     ${fake.url}/_control/ui/\n` : ''}
Try it:

  ${sampleCall(fake)}

Press Ctrl-C to stop.
`;
}

const isWildcard = (host: string): boolean => /^(?:0\.0\.0\.0|\[?::\]?)$/.test(host);

const everywhere = (host: string): string => `
It listens on all addresses (${host}). The addresses that it hands out follow the Host header of each request.`;

/** A `curl` line that gets the free space of the first account. */
function sampleCall(fake: FourSharedFake): string {
  const { login, password } = fake.account;
  const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:getFreeSpace xmlns:a="http://api.soap.shared.pmstation.com/"><arg0>${escapeXml(login)}</arg0><arg1>${escapeXml(password)}</arg1></a:getFreeSpace></e:Body></e:Envelope>`;
  return `curl -s ${fake.url}/jax3/DesktopApp -H 'Content-Type: text/xml' -d '${envelope.replaceAll("'", String.raw`'\''`)}'`;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Line of JSON for a script when the server is ready. */
export function readyLine(fake: FourSharedFake): string {
  const wsdl = { jax2: fake.wsdlUrl('jax2'), jax3: fake.wsdlUrl('jax3') };
  return JSON.stringify({ url: fake.url, wsdl, account: fake.account, port: fake.port, pid: process.pid });
}

interface Exposure {
  readonly host: string;
  readonly control?: boolean | undefined;
  readonly controlToken?: string | undefined;
}

/** A warning if other machines can control the server; empty otherwise. */
export function exposureWarning({ host, control, controlToken }: Exposure): string {
  if (control === false || controlToken !== undefined || isLoopback(host)) return '';
  return `Warning: at ${host}, other machines can control this server. Require a token with --control-token, or turn off the control API with --no-control.\n`;
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1|\[::1\])$/i.test(host);
