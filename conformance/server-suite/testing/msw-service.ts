import { setupServer } from 'msw/node';
import type { Fixture } from '../../../mock-server/index.js';
import { fourSharedHandlers, type MswFake } from '../../../mock-server/msw/node.js';
import { rawServer } from '../peer/raw-server.js';
import type { ServerUnderTest } from '../server-under-test.js';

/** A service that has no socket: what `fetch` is asked for at the addresses of 4shared is answered by msw. */
export interface MswService {
  readonly server: ServerUnderTest;
  readonly account: { readonly login: string; readonly password: string };
  readonly fake: MswFake;
  /** Gives `fetch` back, and removes what was stored. */
  close(): Promise<void>;
}

const WSDL = 'http://api.4shared.com/jax3/DesktopApp?wsdl';

/** Intercepts the `fetch` of this process until it is closed. Other requests must go to this machine. */
export function mswService(fixture: Fixture): MswService {
  const fake = fourSharedHandlers({ fixture });
  const interception = setupServer(...fake);
  interception.listen({
    onUnhandledRequest({ url }, { error }) {
      if (new URL(url).hostname !== '127.0.0.1') error();
    },
  });
  return {
    server: rawServer(WSDL),
    account: fake.account,
    fake,
    async close() {
      interception.close();
      await fake.close();
    },
  };
}
