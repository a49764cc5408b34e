import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Content } from '../world/platform.js';
import type { Account } from '../world/world.js';
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

/** Bytes on the disk. */
function stored(): number {
  const { folder } = bed.contents;
  if (folder === undefined) return 0;
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** Sends a form and looks all the time at what is on the disk. */
async function mostStored(
  parts: Parameters<typeof formBody>[0],
  sessionKey = bed.sessionKey,
): Promise<{ readonly most: number; readonly text: string }> {
  let most = 0;
  const body = formBody(parts);
  const chunks = Array.from({ length: Math.ceil(body.length / 65_536) }, (_, n) =>
    body.subarray(n * 65_536, (n + 1) * 65_536),
  );
  const { create } = bed.contents;
  bed.contents.create = () => {
    const content: Content = create.call(bed.contents);
    const write = content.write.bind(content);
    return Object.assign(content, {
      write: async (offset: bigint, bytes: Uint8Array) => {
        await write(offset, bytes);
        most = Math.max(most, stored());
      },
    });
  };
  const path = `/main/upload.jsp?sId=${sessionKey}`;
  const answer = await bed.request('POST', path, { 'content-type': FORM_TYPE }, chunks);
  bed.contents.create = create;
  return { most, text: answer.body.toString() };
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

test('a part before its fields is stored as any other', async () => {
  const id = bed.reserve(LARGE.length);
  const { text } = await mostStored([part(LARGE), idField(id), byteField(0)]);
  expect(text).toContain('sizeOk');
  expect(await bed.finish(id, LARGE)).toBe('');
  expect(bed.contents.size).toBe(1);
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
