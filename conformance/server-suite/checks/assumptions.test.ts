import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startFourShared } from '../../../mock-server/index.js';
import { rawServer } from '../peer/raw-server.js';
import { runSequence } from '../runner/run-sequence.js';
import { CHECKS } from './index.js';

const account = { login: 'me@example.com', password: 'secret' };

/** Other answers than those that the rules expect. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'paste-flag': 'copies',
  'rename-clash': 'allow',
  'delete-again': 'fault',
  'restore-orphan': 'fault',
  completion: 'all-bytes',
  'bin-counts': 'no',
  'upload-clash': 'refuse',
};

const assumed = CHECKS.filter(({ assumption }) => assumption !== undefined);

test.each(assumed.map((check) => [check.id, check] as const))(
  '%s is broken where the fake assumes otherwise',
  async (_, check) => {
    const name = check.assumption ?? '';
    const assume = { [name]: OTHERWISE[name] };
    const fake = await startFourShared({ fixture: { assume, accounts: [account] } });
    const server = rawServer(fake.wsdlUrl('jax3'));
    for (const sequence of fc.sample(check.situations(), 2))
      expect(check.judge(await runSequence({ server, account, pauseMs: 0 }, sequence))).toMatchObject({
        is: 'broken',
      });
    await fake.close();
  },
);
