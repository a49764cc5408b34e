import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { runServerSuite } from '../runner/run-server-suite.js';
import { rawServer } from './raw-server.js';
import { strongSoapServer } from './strong-soap-server.js';

/** The trouble of a run that cannot start. */
async function complaint(listener: RequestListener, scheme = 'http'): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const wsdl = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/jax3/DesktopApp?wsdl`;
  try {
    const report = await runServerSuite(rawServer(wsdl), { login: 'a', password: 'b' }, { runs: 1 });
    expect(report.verdict).toBe('undecided');
    return report.troubles.map(({ blame, message }) => `${blame}: ${message}`).join('\n');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const answering =
  (status: number, headers: Record<string, string>, body = ''): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

describe('a server suite that cannot start reports the reason', () => {
  test.each([301, 302, 303, 307, 308])('at a redirect with status %d, and where it leads', async (status) => {
    const page = '<html><head><title>Moved</title></head></html>';
    const told = await complaint(answering(status, { Location: 'https://new.test/jax3/DesktopApp' }, page));
    expect(told).toContain(
      `server: The first call, login, was answered with a redirect (status ${status}) to https://new.test/jax3/DesktopApp: redirects of calls are not followed, so give that address with --wsdl.`,
    );
  });

  test.each([
    [
      'a redirect within the server',
      302,
      { location: '/login?from=x' },
      '',
      /a redirect \(status 302\) to http:\/\/127\.0\.0\.1:\d+\/login\?from=x: /,
    ],
    ['a redirect to nowhere', 302, {}, '', /a redirect \(status 302\) without an address/],
    [
      'a login of HTTP',
      401,
      { 'www-authenticate': 'Basic realm="staging"' },
      '<html>no</html>',
      /status 401, as the HTTP server requires its own login \("Basic realm=\\"staging\\""\)/,
    ],
    ['a proxy', 407, {}, '', /fetch refuses it, as it does the status 407 of a proxy that wants a login/],
    [
      'a page to log in',
      200,
      {},
      '<!DOCTYPE html>\n<html><head><title>\nPlease log in</title>',
      /status 200 and a page of HTML, "Please log in"/,
    ],
    [
      'a page of XHTML',
      503,
      {},
      '<?xml version="1.0"?>\n<html xmlns="x"><body><h1>Down</h1></body></html>',
      /status 503 and a page of HTML, "Down"/,
    ],
    ['nothing', 200, {}, '', /status 200 and no body/],
    [
      'JSON',
      404,
      {},
      '{"error":"no such route"}',
      /status 404 and what is no XML: "\{\\"error\\":\\"no such route\\"\}"/,
    ],
    ['a line of text', 502, {}, 'Bad Gateway', /status 502 and what is no XML: "Bad Gateway"/],
  ])('at %s', async (_, status, headers, body, message) => {
    expect(await complaint(answering(status, headers as Record<string, string>, body))).toMatch(message);
  });

  test('at a plain port that is spoken to in TLS', async () => {
    expect(await complaint(answering(200, {}), 'https')).toMatch(
      /could not be sent: .+: the port does not speak TLS, so begin with http:\/\//,
    );
  });

  test('at a port for TLS that is not spoken to in TLS', async () => {
    expect(await complaint((request) => void request.socket.destroy())).toContain(
      'For a TLS port, begin with https://.',
    );
    expect(await complaint((request) => void request.socket.end('\x15\x03\x01\x00\x02\x02\x46'))).toMatch(
      /was answered with what is no HTTP: .+: the port may be one for TLS, https:\/\//,
    );
  });
});

test('strong-soap reports the same for the description', async () => {
  const server = createServer(answering(301, { Location: '/new?wsdl' })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made = strongSoapServer(`${address}/old?wsdl`);
  await expect(made.call('login', { login: 'a', password: 'b' })).rejects.toThrow(
    `a redirect (status 301) to ${address}/new?wsdl`,
  );
  server.closeAllConnections();
  server.close();
});
