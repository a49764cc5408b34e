import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startFourShared } from '../../../mock-server/index.js';
import { rawServer } from '../peer/raw-server.js';
import { runSequence } from '../runner/run-sequence.js';
import { SERVER_REQUIREMENTS } from './index.js';

const account = { login: 'me@example.com', password: 'secret' };

/** Other values than those that the requirements expect. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'paste-flag': 'copies',
  'rename-clash': 'allow',
  'delete-again': 'fault',
  'restore-orphan': 'fault',
  completion: 'all-bytes',
  'bin-counts': 'no',
  'upload-clash': 'refuse',
};

const assumed = SERVER_REQUIREMENTS.filter(({ assumption }) => assumption !== undefined);

test.each(assumed.map((each) => [each.id, each] as const))(
  '%s is broken where the fake assumes otherwise',
  async (_, requirement) => {
    const name = requirement.assumption ?? '';
    const assume = { [name]: OTHERWISE[name] };
    const fake = await startFourShared({ fixture: { assume, accounts: [account] } });
    const server = rawServer(fake.wsdlUrl('jax3'));
    for (const sequence of fc.sample(requirement.scenario(), 2))
      expect(requirement.judge(await runSequence({ server, account, pauseMs: 0 }, sequence))).toMatchObject({
        is: 'broken',
      });
    await fake.close();
  },
);
