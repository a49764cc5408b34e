import { afterAll, beforeAll, expect, test } from 'vitest';
import { directLink } from '../world/sharing/addresses.js';
import { TransferTestbed } from './testing/transfer-testbed.js';

let bed: TransferTestbed;

beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

test('every version of a file has an address, and what no version has is no address', async () => {
  const { world } = bed;
  const account = bed.account('a');
  const old = world.addFile(account, { name: 'v.txt', text: 'first' });
  await world.uploads.startUpdate(account, old.id, '', 5n);
  const part = world.openPart(world.sessions.open(account), old.id, 0n);
  await part.write(Buffer.from('hello'));
  await part.close();
  expect(await world.uploads.finish(account, old.id, '5d41402abc4b2a76b9719d911017c592')).toBe('');
  const get = async (version: string) => {
    const { status, body, headers } = await bed.get(`${directLink('', old)}?version=${version}`);
    return status === 200 ? [body.toString(), headers['etag']] : status;
  };
  expect(await get('1')).toEqual(['first', expect.stringMatching(/-1"$/)]);
  expect(await get('2')).toEqual(['hello', '"5d41402abc4b2a76b9719d911017c592-2"']);
  for (const version of ['0', '3', '-1', '1.5', 'x', '', '1&version=2']) expect(await get(version)).toBe(404);
  expect(old.downloadCount).toBe(2);
});
