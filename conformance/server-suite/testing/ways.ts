import type { Fake, Fixture } from '../../../mock-server/index.js';
import { createFake, startFourShared } from '../../../mock-server/index.js';
import type { Version } from '../../../wsdl/contract.js';
import { rawServer } from '../peer/raw-server.js';
import { strongSoapServer } from '../peer/strong-soap-server.js';
import type { ServerUnderTest } from '../server-under-test.js';
import { mswService } from './msw-service.js';
import { supertestExchange } from './supertest-exchange.js';

/** A fake, and a way to it. */
export interface Way {
  readonly fake: Fake;
  readonly server: ServerUnderTest;
  /** The same way to another address. */
  at(wsdl: string): ServerUnderTest;
  close(): Promise<void>;
}

type Peer = (wsdl: string) => ServerUnderTest;

const overSockets =
  (peer: Peer, version: Version) =>
  async (fixture: Fixture): Promise<Way> => {
    const fake = await startFourShared({ fixture });
    return { fake, server: peer(fake.wsdlUrl(version)), at: peer, close: () => fake.close() };
  };

const ORIGIN = 'http://app.test';

async function intoAnApp(fixture: Fixture): Promise<Way> {
  const { app, ...fake } = createFake({ fixture });
  const exchange = supertestExchange(app, ORIGIN);
  const at: Peer = (wsdl) => rawServer(wsdl, { exchange });
  return { fake, server: at(`${ORIGIN}/jax3/DesktopApp?wsdl`), at, close: () => fake.close() };
}

async function throughMsw(fixture: Fixture): Promise<Way> {
  const { fake, server, close } = mswService(fixture);
  return { fake, server, at: (wsdl) => rawServer(wsdl), close };
}

/** All ways to a service that there are, each with what opens it onto a fake that begins with a fixture. */
export const WAYS: readonly (readonly [name: string, open: (fixture: Fixture) => Promise<Way>])[] = [
  ['raw XML over sockets, jax3', overSockets(rawServer, 'jax3')],
  ['raw XML over sockets, jax2', overSockets(rawServer, 'jax2')],
  ['strong-soap over sockets, jax3', overSockets(strongSoapServer, 'jax3')],
  ['strong-soap over sockets, jax2', overSockets(strongSoapServer, 'jax2')],
  ['raw XML into an app', intoAnApp],
  ['raw XML through msw', throughMsw],
];
