import type { AddressInfo } from 'node:net';
import type { Version } from '../../wsdl/contract.js';
import { controlOf, type Fake, type HandOut } from '../fake.js';
import type { Namespace } from '../namespaces/index.js';
import type { CheckedOptions, StartOptions } from '../options.js';
import { limitConnections } from './connection-limit.js';
import { createService } from './create-service.js';
import { createListener } from './listener.js';

/** A running fake. */
export interface FourSharedFake extends Fake {
  /** Address of the server, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Address of one of the two service descriptions. */
  wsdlUrl(version: Version): string;
  /** Ends all connections, removes stored files, and logs the rules that never fired. Further calls have no effect. */
  close(): Promise<void>;
}

/** The control API accepts the address that the server listens on. */
const controlledAt = (options: CheckedOptions): CheckedOptions =>
  options.host === undefined
    ? options
    : { ...options, controlHosts: [options.host, ...(options.controlHosts ?? [])] };

/**
 * Starts a server.
 * @throws OptionsError when an option is invalid, FixtureError when the fixture is invalid or contradicts itself
 * @throws Error of node:net, such as EADDRINUSE, when the address cannot be used
 */
export async function startFourShared(options: StartOptions = {}): Promise<FourSharedFake> {
  // Loaded here: commands have validated their options already, and start faster without.
  const { readStartOptions, guardedNamespace } = await import('../given-options.js');
  return startChecked(await readStartOptions(options), guardedNamespace);
}

/**
 * The same with validated options.
 * @param handOut the view of a namespace for tests
 */
export async function startChecked(options: CheckedOptions, handOut?: HandOut): Promise<FourSharedFake> {
  const service = createService(controlledAt(options), 'disk');
  if (options.snapshot !== undefined) await beginWith(options.snapshot, service.namespaces.main);
  const server = createListener(service, options.clientTimeoutMs);
  const { port = 0, host = '127.0.0.1' } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  limitConnections(server, service);
  const address = server.address() as AddressInfo;
  const url = options.publicUrl ?? `http://${reachable(address)}:${address.port}`;
  const shut = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
  };
  return Object.assign(controlOf(service, { shut, handOut }), {
    url,
    port: address.port,
    wsdlUrl: (version: Version) => `${url}/${checkedVersion(version)}/DesktopApp?wsdl`,
  });
}

/** The host of an address for clients: of a server at all addresses, that of this machine. */
function reachable({ address, family }: AddressInfo): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return family === 'IPv6' ? `[${address}]` : address;
}

/** Name of the snapshot that a server starts from, so that a test can return to it. */
const START = 'start';

async function beginWith(snapshot: unknown, { snapshots }: Namespace): Promise<void> {
  await snapshots.import(START, snapshot);
  await snapshots.restore(START);
}

/** @throws RangeError, as JavaScript code may pass anything */
function checkedVersion(version: Version): Version {
  if (version === 'jax3' || version === 'jax2') return version;
  throw new RangeError(`wsdlUrl: version must be jax3 or jax2, not ${JSON.stringify(version)}`);
}
