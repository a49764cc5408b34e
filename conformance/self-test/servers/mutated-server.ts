import { rawServer, type ServerAccount, type ServerUnderTest } from '../../server-suite/index.js';
import { loadPatched, type Patched } from '../patched-modules.js';

import type { ServerMutant } from './server-mutant.js';

type Fake = typeof import('../../../mock-server/index.js');

const FAKE = { folder: 'mock-server', entry: 'index.js' };

/** The account that the suite uses. */
export const ACCOUNT: ServerAccount = { login: 'me@example.com', password: 'secret' };
/** The account that reads what the other one shares. */
export const GUEST: ServerAccount = { login: 'you@example.com', password: 'hidden' };

const FIXTURE = {
  accounts: [
    {
      ...ACCOUNT,
      // Empty, it has room for a byte more than the largest file; with a file in it, it has not.
      quota: 10_000_000n,
      maxFileSize: 9_999_500n,
      // Past 2^53, so that a number that is rounded names another file.
      nextFileId: 2n ** 60n + 1n,
    },
    GUEST,
  ],
};

/** A running mutant of the fake. */
interface MutatedServer {
  /** The same server, with empty accounts. */
  anew(): ServerUnderTest;
  close(): Promise<void>;
}

/**
 * Starts the fake with a mutation; without an argument, unchanged.
 * @throws Error when an edit matches nothing, or more than one place
 */
export async function mutatedServer(mutant?: ServerMutant): Promise<MutatedServer> {
  const { decorate = (server: ServerUnderTest) => server } = mutant ?? {};
  const { module, remove }: Patched<Fake> = await loadPatched(FAKE, mutant?.edits ?? []);
  try {
    const fake = await module.startFourShared({ fixture: FIXTURE });
    let worlds = 0;
    return {
      anew: () => decorate(rawServer(`${fake.url}/~world-${worlds++}/jax3/DesktopApp`)),
      close: async () => {
        await fake.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
