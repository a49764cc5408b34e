import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../../../mock-server/index.js';
import type { ClientUnderTest, Target } from '../../drivers/client-under-test.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { onAnyCall, onCall, onPart } from '../scenarios/rules.js';
import { plainCase } from '../scenarios/scenario.js';
import { ask, Crash, doing } from '../testing/object-client.js';
import { referenceClient } from '../testing/reference-client.js';
import { CaseFiles } from './case-files.js';
import { credentialsOf } from './case-world.js';
import { CaseRunner } from './run-case.js';

const files = new CaseFiles();
let fake: FourSharedFake;
let runner: CaseRunner;
beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
  runner = new CaseRunner(fake, { timeoutMs: 60_000, files, concurrency: 3 });
});
afterAll(async () => {
  await files.close();
  await fake.close();
});

const PLAIN = plainCase('jax3');
const FILE = { name: 'a.bin', size: 1000, seed: 3 };
const testCase = (change: Partial<ConformanceCase> = {}): ConformanceCase => ({
  ...PLAIN,
  files: [FILE],
  ...change,
});

/** A runner with little patience that tells which namespaces it has opened and dropped. */
function watched() {
  const opened: string[] = [];
  const dropped: string[] = [];
  const spy: FourSharedFake = Object.create(fake, {
    namespace: {
      value: (name: string) => {
        opened.push(name);
        return fake.namespace(name);
      },
    },
    drop: {
      value: (name: string) => {
        dropped.push(name);
        return fake.drop(name);
      },
    },
  });
  return { opened, dropped, runner: new CaseRunner(spy, { timeoutMs: 300, files }) };
}

const { login: LOGIN, password: PASSWORD } = credentialsOf({});

describe('the observation', () => {
  test('of an upload: what was said, what was seen, and what the account holds', async () => {
    const { uploads, journal, account, dirId, digests } = await runner.run(
      referenceClient(),
      testCase({ folder: 'Docs', firstId: '9007199254740993' }),
    );
    expect(dirId).toBe('9007199254740994');
    expect(uploads).toEqual([{ file: 0, said: { kind: 'ok', result: { fileId: '9007199254740995' } } }]);
    expect(account.files).toEqual([
      { id: '9007199254740995', name: 'a.bin', parentId: dirId, size: '1000', md5: digests[0] },
    ]);
    expect(account.folders).toEqual([{ id: dirId, name: 'Docs', parentId: '-1' }]);
    expect(account.unfinished).toEqual([]);
    expect(account.freeSpace).toBe(String(BigInt(PLAIN.account.freeSpace) - 1000n));
    const { path } = await files.get(FILE);
    expect(digests).toEqual([
      createHash('md5')
        .update(await readFile(path))
        .digest('hex'),
    ]);
    expect(journal.map((entry) => (entry.kind === 'call' ? entry.operation : entry.kind))).toEqual(
      expect.arrayContaining(['getFreeSpace', 'part', 'uploadFinishFile']),
    );
    expect(journal.every(({ account: of }) => of === LOGIN)).toBe(true);
  });

  test('of what lies there from the beginning: files with separate bytes, and a folder', async () => {
    const there = { ...FILE, content: 'both line ends', there: true } as const;
    const { account, dirId } = await runner.run(
      referenceClient(),
      testCase({ folder: 'Docs', subfolder: 'in it', files: [there] }),
    );
    const { md5 } = await files.get(there);
    expect(account.files).toMatchObject([{ name: 'a.bin', parentId: dirId, size: '1000', md5 }]);
    expect(account.folders).toMatchObject([{ name: 'Docs' }, { name: 'in it', parentId: dirId }]);
  });

  test('of an upload that fails: the rules that touched it, and what is reserved', async () => {
    const { uploads, journal, account } = await runner.run(
      referenceClient(),
      testCase({ rules: [onCall('uploadFinishFile', { act: 'return', value: 'no' })] }),
    );
    expect(uploads[0]?.said.kind).toBe('error');
    expect(journal.filter(({ rules }) => rules.length > 0).length).toBeGreaterThan(0);
    expect(account.files).toEqual([]);
  });

  test('are in the order in which exchanges began, and none of them is missing', async () => {
    const asking = doing((target) => ({
      upload: async () => {
        await Promise.all([ask(target, 'getFreeSpace'), ask(target, 'getMaxFileSize')]);
        return {};
      },
    }));
    const { journal } = await runner.run(
      asking,
      testCase({ rules: [onCall('getFreeSpace', { act: 'delay', ms: 50, at: 'after' })] }),
    );
    expect(journal.map(({ seq }) => seq).sort()).toEqual([1, 2]);
    const times = journal.map(({ time }) => Date.parse(time));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('of an exchange that its client did not wait for are waited for', async () => {
    const careless = doing((target) => ({
      upload: async () => {
        ask(target, 'getFreeSpace').catch(() => {});
        await ask(target, 'getMaxFileSize');
        return {};
      },
    }));
    const { journal } = await runner.run(
      careless,
      testCase({ rules: [onCall('getFreeSpace', { act: 'delay', ms: 100, at: 'after' })] }),
    );
    expect(journal.map((entry) => entry.kind === 'call' && entry.operation).sort()).toEqual([
      'getFreeSpace',
      'getMaxFileSize',
    ]);
  });

  test('of further steps: lists, folders, downloads, deleting', async () => {
    const there = { ...FILE, name: 'there.bin', there: true as const };
    const { steps, account, digests } = await runner.run(
      referenceClient(),
      testCase({
        files: [there, FILE],
        steps: [
          { does: 'list' },
          { does: 'space' },
          { does: 'createFolder', name: 'New' },
          { does: 'download', file: 0 },
          { does: 'download', file: 1 },
          { does: 'delete', file: 0 },
          // It is gone, so it cannot be downloaded.
          { does: 'download', file: 0 },
        ],
      }),
    );
    expect(steps.map(({ step, said }) => [step.does, said.kind])).toEqual([
      ['list', 'ok'],
      ['space', 'ok'],
      ['createFolder', 'ok'],
      ['download', 'ok'],
      ['download', 'ok'],
      ['delete', 'ok'],
    ]);
    expect(steps[1]?.said).toMatchObject({
      result: { free: String(BigInt(PLAIN.account.freeSpace) - 1000n) },
    });
    expect(steps[3]?.details.written?.md5).toBe(digests[0]);
    expect(steps[4]?.details.written?.md5).toBe(digests[1]);
    expect(account.files.map(({ name }) => name)).toEqual(['a.bin']);
    expect(account.folders.map(({ name }) => name)).toEqual(['New']);
    const from = steps.map(({ details }) => details.fromSeq);
    expect(from).toEqual(from.toSorted((a, b) => a - b));
  });
});

describe('a client that', () => {
  test('crashes is not asked any more, and its namespace is dropped', async () => {
    const seen = watched();
    const client = doing({
      upload: async () => {
        throw new Crash('it ended');
      },
    });
    const { uploads, steps } = await seen.runner.run(
      client,
      testCase({
        files: [FILE, { ...FILE, name: 'b.bin' }],
        steps: [{ does: 'space' }],
      }),
    );
    expect(uploads).toEqual([{ file: 0, said: { kind: 'crashed', how: 'it ended' } }]);
    expect(steps).toEqual([]);
    expect(seen.dropped).toEqual(seen.opened);
    expect(client.openSessions).toBe(0);
  });

  test('hangs in a call that stalls has timed out, and its namespace is dropped', async () => {
    const seen = watched();
    const hanging = doing((target) => ({
      upload: async () => {
        await ask(target, 'getFreeSpace');
        return {};
      },
    }));
    const { uploads } = await seen.runner.run(
      hanging,
      testCase({ rules: [onAnyCall({ act: 'stall', afterBytes: '5' })] }),
    );
    expect(uploads).toEqual([{ file: 0, said: { kind: 'timed-out', afterMs: 300 } }]);
    expect(seen.dropped).toEqual(seen.opened);
  });

  test('cannot be reached leaves no namespace behind', async () => {
    const seen = watched();
    const broken: ClientUnderTest = Object.assign(doing({}), {
      open: async () => {
        throw new Error('no such program');
      },
    });
    await expect(seen.runner.run(broken, testCase())).rejects.toThrow('no such program');
    expect(seen.dropped).toEqual(seen.opened);
  });

  test('does not know an operation says so', async () => {
    const seen = watched();
    const { uploads } = await seen.runner.run(doing({}), testCase());
    expect(uploads).toEqual([{ file: 0, said: { kind: 'unsupported' } }]);
  });
});

test('an invalid case is an error of its maker, with the place in it', async () => {
  const seen = watched();
  const odd = { on: { kind: 'part' }, do: [{ act: 'explode' }] };
  await expect(
    seen.runner.run(doing({}), testCase({ rules: [onPart([{ act: 'lose' }]), odd] })),
  ).rejects.toThrow(/^\[1\]\.do\[0\]\.act/);
  expect(seen.dropped).toEqual(seen.opened);
});

test('files go side by side as far as the client can, or one after the other', async () => {
  const most = async (atOnce: boolean): Promise<number> => {
    let under = 0;
    let most = 0;
    let begin = (): void => {};
    const all = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const client = doing({
      upload: async () => {
        under += 1;
        most = Math.max(most, under);
        // The first ones wait for each other, however long a busy machine takes to begin them.
        if (!atOnce || under === 3) begin();
        await all;
        await new Promise((resolve) => setTimeout(resolve, 20));
        under -= 1;
        return {};
      },
    });
    const many = Array.from({ length: 5 }, (_, i) => ({ ...FILE, name: `${i}` }));
    const { uploads } = await runner.run(client, testCase({ files: many, atOnce }));
    expect(uploads.map(({ file }) => file)).toEqual([0, 1, 2, 3, 4]);
    return most;
  };
  expect(await most(false)).toBe(1);
  expect(await most(true)).toBe(3);
});

test('cases side by side have separate accounts; the client is given address and credentials', async () => {
  const targets: Target[] = [];
  const client = doing((target) => {
    targets.push(target);
    return { upload: async () => ({ fileId: await ask(target, 'getFreeSpace') }) };
  });
  const spaces = ['17', '18', '19'];
  const told = await Promise.all(
    spaces.map((freeSpace) => runner.run(client, testCase({ account: { freeSpace, maxFileSize: '5' } }))),
  );
  expect(told.map(({ uploads }) => uploads[0]?.said)).toMatchObject(
    spaces.map((space) => ({ result: { fileId: expect.stringContaining(`<return>${space}</return>`) } })),
  );
  expect(new Set(targets.map(({ soap }) => soap)).size).toBe(3);
  for (const { wsdl, soap, login, password } of targets) {
    expect(wsdl).toBe(`${soap}?wsdl`);
    expect([login, password]).toEqual([LOGIN, PASSWORD]);
  }
});
