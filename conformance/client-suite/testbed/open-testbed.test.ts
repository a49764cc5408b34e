import { expect, test } from 'vitest';
import type { FourSharedFake } from '../../../mock-server/index.js';
import { startFourShared } from '../../../mock-server/index.js';
import { CaseFiles } from './case-files.js';
import { openTestbed } from './open-testbed.js';
import { CaseRunner } from './run-case.js';
import { checkSelf } from './self-check.js';

test('a fake and a kit that are well find themselves well', async () => {
  const testbed = await openTestbed({ timeoutMs: 10_000, concurrency: 1 });
  try {
    await testbed.check();
    expect(testbed.failures()).toEqual([]);
  } finally {
    await testbed.close();
  }
});

/** The self-check on a broken fake. */
async function checkOn(disorder: (fake: FourSharedFake, name: string) => Promise<void>): Promise<void> {
  const fake = await startFourShared({ storage: 'memory' });
  const files = new CaseFiles();
  try {
    const runner = new CaseRunner(fake, { timeoutMs: 10_000, files });
    await checkSelf((client, testCase) =>
      runner.run(
        {
          ...client,
          open: async (target) => {
            await disorder(fake, /~([^/]+)/.exec(target.soap)?.[1] ?? '');
            return client.open(target);
          },
        },
        testCase,
      ),
    );
  } finally {
    await fake.close();
    await files.close();
  }
}

test.each([
  [
    'refuses',
    { on: { kind: 'part' as const }, do: [{ act: 'refuse' as const, code: 3 as const }] },
    /plain upload by the kit itself failed/,
  ],
  [
    'answers wrongly',
    {
      on: { kind: 'call' as const, operation: 'getUploadFormUrl' as const },
      do: [{ act: 'return' as const, value: 'nowhere' }],
    },
    /plain upload by the kit itself failed.*nowhere/,
  ],
])('a fake that %s is found out before a client is blamed', async (_what, rule, message) => {
  await expect(checkOn(async (fake, name) => void (await fake.namespace(name).arm(rule)))).rejects.toThrow(
    message,
  );
});
