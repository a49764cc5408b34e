import type { AddressInfo } from 'node:net';
import type { Version } from '../wsdl/contract.js';
import { createListener } from './http/listener.js';
import { createService, type FourSharedOptions, readyAccount } from './options.js';
import type { World } from './world/world.js';

/** Options of a server of its own. */
export interface StartOptions extends FourSharedOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** Address to listen at; 127.0.0.1 unless told otherwise, since this is a test server. */
  readonly host?: string;
}

/** A running fake. */
export interface FourShared {
  /** Address of the server, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Address of one of the two service descriptions. */
  wsdlUrl(version: Version): string;
  /** The first account of the fixture that is active and not banned. */
  readonly account: { readonly login: string; readonly password: string };
  /** The state behind the server, to be looked at and changed by tests. */
  readonly world: World;
  /** Ends all connections and removes what was stored. Harmless when repeated. */
  close(): Promise<void>;
}

/**
 * Starts a server.
 *
 * @throws FixtureError when the fixture contradicts itself
 * @throws Error of node:net, such as EADDRINUSE, when the address cannot be listened at
 */
export async function startFourShared(options: StartOptions = {}): Promise<FourShared> {
  const service = createService(options, 'disk');
  const server = createListener(service);
  const { port = 0, host = '127.0.0.1' } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const url =
    options.publicUrl ??
    `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
    await service.namespaces.close();
  };
  let closing: Promise<void> | undefined;
  return {
    url,
    port: address.port,
    wsdlUrl: (version) => `${url}/${version}/DesktopApp?wsdl`,
    account: readyAccount(options.fixture),
    get world() {
      return service.namespaces.main.world;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
