import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account } from '../world/index.js';
import type { Content } from '../world/platform.js';
import {
  byteField,
  FORM_TYPE,
  formBody,
  idField,
  md5Of,
  part,
  TransferTestbed,
} from './testing/transfer-testbed.js';

// A form may have its file before the fields that say what it is.

const LARGE = Buffer.alloc(12_000_000, 'bytes ');

let bed: TransferTestbed;
beforeEach(async () => {
  bed = await TransferTestbed.start();
});
afterEach(() => bed.close());

/** Bytes that take up space on the disk: the files of parts are sparse. */
function stored(): number {
  const { folder } = bed.contents;
  if (folder === undefined) return 0;
  return readdirSync(folder).reduce((sum, name) => {
    const { size, blocks } = statSync(join(folder, name));
    return sum + Math.min(size, blocks * 512);
  }, 0);
}

/** Looks all the time at what is on the disk. @returns the most that there was */
async function watch(action: () => Promise<unknown>): Promise<number> {
  let most = 0;
  const { create } = bed.contents;
  bed.contents.create = () => {
    const content: Content = create.call(bed.contents);
    const write = content.write.bind(content);
    const read = content.read.bind(content);
    return Object.assign(content, {
      write: async (offset: bigint, bytes: Uint8Array) => {
        await write(offset, bytes);
        most = Math.max(most, stored());
      },
      // What is read is on its way to another place.
      read: async function* (start: bigint, end: bigint) {
        for await (const piece of read(start, end)) {
          yield piece;
          most = Math.max(most, stored());
        }
      },
    });
  };
  await action();
  bed.contents.create = create;
  return most;
}

async function send(parts: Parameters<typeof formBody>[0], sessionKey = bed.sessionKey): Promise<string> {
  const body = formBody(parts);
  const chunks = Array.from({ length: Math.ceil(body.length / 65_536) }, (_, n) =>
    body.subarray(n * 65_536, (n + 1) * 65_536),
  );
  const path = `/main/upload.jsp?sId=${sessionKey}`;
  return (await bed.request('POST', path, { 'content-type': FORM_TYPE }, chunks)).body.toString();
}

async function mostStored(
  ...form: Parameters<typeof send>
): Promise<{ readonly most: number; readonly text: string }> {
  let text = '';
  const most = await watch(async () => {
    text = await send(...form);
  });
  return { most, text };
}

const code = (text: string): string | undefined => /id="errorCode"[^>]* value="(\d)"/.exec(text)?.[1];

test('a file sent whole is on the disk once', async () => {
  const before = bed.contents.size;
  const { most, text } = await mostStored([part(LARGE, 'whole.bin')]);
  expect(text).toContain('sizeOk');
  expect(most).toBe(LARGE.length);
  expect(bed.contents.size).toBe(before + 1);
  const file = bed.world.find('a', 'whole.bin');
  expect(file).toMatchObject({ size: BigInt(LARGE.length), md5: md5Of(LARGE) });
  expect((await bed.get(`/download/${file?.code}/x`)).body.equals(LARGE)).toBe(true);
});

/** What of a part is on the disk twice for a moment, and what a sparse file takes beyond its bytes. */
const TWICE = 4.5 * 1024 * 1024;

test.each([[[0]], [[0, 7_000_000]], [[7_000_000, 0]], [[5_000_000, 9_000_000, 0]]])(
  'parts from %j on that come before their fields are on the disk once',
  async (firsts) => {
    const id = bed.reserve(LARGE.length);
    for (const first of firsts) {
      const end = [...firsts, LARGE.length].sort((a, b) => a - b).find((each) => each > first);
      const bytes = LARGE.subarray(first, end);
      const before = stored();
      const { most, text } = await mostStored([part(bytes), idField(id), byteField(first)]);
      expect(text).toContain('sizeOk');
      expect(most - before).toBeLessThan(bytes.length + TWICE);
    }
    expect(await bed.finish(id, LARGE)).toBe('');
    expect(bed.contents.size).toBe(1);
    expect(stored()).toBe(LARGE.length);
  },
);

test('forms of one account have no more on the disk together than it has room for', async () => {
  bed.account('a').quota = 15_000_000n;
  let texts: string[] = [];
  const most = await watch(async () => {
    texts = await Promise.all(Array.from({ length: 6 }, () => send([part(LARGE)])));
  });
  expect(most).toBeLessThanOrEqual(15_000_001);
  expect(texts.filter((text) => text.includes('sizeOk')).length).toBeLessThanOrEqual(1);
  bed.account('a').quota = 50_000_000n;
  expect(await send([part(LARGE)])).toContain('sizeOk');
});

test.each([
  ['the account is full', '2', (account: Account) => ({ account, quota: 0n })],
  ['the file is larger than allowed', '1', (account: Account) => ({ account, maxFileSize: 1000n })],
  ['the account is banned', '4', (account: Account) => ({ account, banned: true })],
  ['the account is not active', '4', (account: Account) => ({ account, active: false })],
] as const)('when %s, nothing of the file is kept', async (_what, expected, change) => {
  const { account, ...changes } = change(bed.account('a'));
  Object.assign(account, changes);
  const { most, text } = await mostStored([part(LARGE)]);
  expect([code(text), most, stored()]).toEqual([expected, 0, 0]);
});

test('when the session key is unknown, nothing of the file is kept', async () => {
  const { most, text } = await mostStored([part(LARGE)], 'unknown');
  expect([code(text), most, stored()]).toEqual(['4', 0, 0]);
});

test('what is more than the free space is not kept', async () => {
  bed.account('a').quota = 3_000_000n;
  const { most, text } = await mostStored([part(LARGE)]);
  expect([code(text), most]).toEqual(['2', 3_000_001]);
  expect(stored()).toBe(0);
});

test('a full account may still send a part of what it has reserved, and no more than that', async () => {
  const id = bed.reserve(LARGE.length);
  bed.account('a').quota = BigInt(LARGE.length);
  const more = Buffer.concat([LARGE, LARGE]);
  const refused = await mostStored([part(more), idField(id), byteField(0)]);
  expect(code(refused.text)).toBe('1');
  const { text } = await mostStored([part(LARGE), idField(id), byteField(0)]);
  expect(text).toContain('sizeOk');
  expect(await bed.finish(id, LARGE)).toBe('');
});

test('a file that was cut is refused even when there is room for it in the end', async () => {
  bed.account('a').quota = 3_000_000n;
  await bed.namespace.arm({ on: { kind: 'part' }, do: [{ act: 'account', freeSpace: 20_000_000 }] });
  for (const fields of [[], [idField(bed.reserve(2_000_000)), byteField(0)]])
    expect(code((await mostStored([part(LARGE), ...fields])).text)).toMatch(/[12]/);
  expect(bed.world.find('a', 'FilePart')).toBeUndefined();
});
