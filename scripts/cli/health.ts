import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The command-line options of `health`, checked. */
export interface HealthOptions {
  readonly port: number;
  readonly host: string;
  readonly controlToken?: string;
  /** Milliseconds. */
  readonly wait?: number;
}

const AGAIN_AFTER_MS = 100;
/** Time for the response of a fake that is ready. */
const RESPONSE_MS = 5_000;

/**
 * Asks a fake for its health until it is ready, or the time is over. Prints the result in one line.
 * @returns exit code
 */
export async function health(options: HealthOptions): Promise<number> {
  const { wait = 0 } = options;
  const address = `http://${hostOf(options.host)}:${options.port}`;
  const end = Date.now() + wait;
  for (;;) {
    const problem = await problemOf(address, options).catch((error: Error) => error.message);
    if (problem === undefined) {
      process.stdout.write(`The fake at ${address} is ready.\n`);
      return 0;
    }
    if (Date.now() + AGAIN_AFTER_MS > end) {
      process.stderr.write(`The fake at ${address} is not ready: ${problem}\n`);
      return 1;
    }
    await sleep(AGAIN_AFTER_MS);
  }
}

/** A server at all addresses is asked at that of this machine. */
function hostOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  const plain = host.replace(/^\[|\]$/g, '');
  if (plain === '::') return '[::1]';
  return plain.includes(':') ? `[${plain}]` : plain;
}

/** @returns undefined if the fake is ready. @throws Error of node:http */
async function problemOf(address: string, options: HealthOptions): Promise<string | undefined> {
  const { status, body } = await get(`${address}/_control/health`, options.controlToken);
  if (status === 200 && body.includes('"name":"4shared-testkit"')) return undefined;
  if (status !== 404) return `status ${status} ${body.trim()}`;
  // The control API may be off.
  const wsdl = await get(`${address}/jax3/DesktopApp?wsdl`);
  if (wsdl.status === 200) return undefined;
  return `status ${status} for the control API, and ${wsdl.status} for the service description`;
}

/** The start of a body is enough to know it. */
const MOST_CHARACTERS = 1_000;

function get(url: string, token?: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const asking = request(url, { headers, timeout: RESPONSE_MS, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        if (body.length < MOST_CHARACTERS) body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: body.slice(0, MOST_CHARACTERS) }),
      );
      response.on('error', reject);
    });
    asking.on('timeout', () => asking.destroy(new Error(`no response in ${RESPONSE_MS} ms`)));
    asking.on('error', reject);
    asking.end();
  });
}
