import { type AddressInfo, createServer as createNetServer, type Server as NetServer } from 'node:net';
import type { Version } from '../../wsdl/contract.js';
import { controlOf, type Fake, type HandOut } from '../fake.js';
import { hostNames } from '../http/index.js';
import type { Namespace } from '../namespaces/index.js';
import type { CheckedOptions, StartOptions } from '../options.js';
import { limitConnections } from './connection-limit.js';
import { createService } from './create-service.js';
import { createListener } from './listener.js';

/** Where and for whom a further listener of a fake listens. */
export interface DoorOptions {
  /** Default: 0, any free port. */
  readonly port?: number | undefined;
  /** Address to listen at. Default: 127.0.0.1. */
  readonly host?: string | undefined;
  /** Name of the namespace of a request that comes there, read for every request; undefined: as its path decides. */
  readonly namespace?: (() => string | undefined) | undefined;
}

/** A further address of a fake. */
export interface Door {
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
}

/** A running fake. */
export interface FourSharedFake extends Fake {
  /** Address of the server, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Address of one of the two service descriptions. */
  wsdlUrl(version: Version): string;
  /**
   * Listens at a further address, with http, https and the proxy as at the first one.
   * @throws Error of node:net, such as EADDRINUSE, when the address cannot be used
   */
  listen(options?: DoorOptions): Promise<Door>;
  /** Names of the service's hosts, for a hosts file: also those of a hundred data centers that rules may name. */
  hostNames(): string[];
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
  const { server, connections } = createListener(service, listenerOptions(options));
  const { port = 0, host = LOOPBACK } = options;
  const address = await listening(server, port, host);
  limitConnections(server, service);
  const url = options.publicUrl ?? urlOf(address);
  const doors: NetServer[] = [];
  const shut = async (): Promise<void> => {
    const closed = [server, ...doors].map((each) => new Promise((resolve) => each.close(resolve)));
    connections.destroyAll();
    await Promise.all(closed);
  };
  return Object.assign(controlOf(service, { shut, handOut }), {
    url,
    port: address.port,
    async listen({ port: another = 0, host: at = LOOPBACK, namespace }: DoorOptions = {}): Promise<Door> {
      const door = createNetServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
        connections.accept(socket, { namespace }),
      );
      const found = await listening(door, another, at);
      limitConnections(door, service);
      doors.push(door);
      return { url: urlOf(found), port: found.port };
    },
    hostNames: () => hostNames(new Set([...service.namespaces.main.world.dataCenters.ids, ...USUAL])),
    wsdlUrl: (version: Version) => `${url}/${checkedVersion(version)}/DesktopApp?wsdl`,
  });
}

/** Data centers besides those of the fixture. */
const USUAL = Array.from({ length: 100 }, (_, index) => index + 1);

const LOOPBACK = '127.0.0.1';

function listenerOptions(options: CheckedOptions): Parameters<typeof createListener>[1] {
  const { clientTimeoutMs, caFolder, proxyPass = 'none', askProxyUser = false } = options;
  const { controlHosts = [], publicUrl } = options;
  const names = publicUrl === undefined ? controlHosts : [...controlHosts, new URL(publicUrl).hostname];
  return {
    clientTimeoutMs,
    caFolder,
    proxy: {
      askUser: askProxyUser,
      pass: proxyPass,
      names: new Set(names.map((name) => name.toLowerCase())),
    },
  };
}

async function listening(server: NetServer, port: number, host: string): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server.address() as AddressInfo;
}

const urlOf = (address: AddressInfo): string => `http://${reachable(address)}:${address.port}`;

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
