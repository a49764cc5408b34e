import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEPT_OF_BODY } from '../journal/kept-body.js';
import { directLink } from '../world/sharing/addresses.js';
import { byteField, formBody, idField, part, TransferTestbed } from './testing/transfer-testbed.js';

const LARGE = Buffer.alloc(12_000_000, 'bytes ');
const { head, tail } = KEPT_OF_BODY;

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
  bed.namespace.journal.recordRaw = true;
});
afterAll(() => bed.close());

test('of a large part and a large download, beginning, end and size are kept', async () => {
  const { journal } = bed.namespace;
  const id = bed.reserve(LARGE.length);
  const parts = [idField(id), byteField(0), part(LARGE)];
  const sent = formBody(parts);
  await bed.post(parts);
  await bed.finish(id, LARGE);
  const file = bed.world.find('a', 'reserved.bin');
  if (file?.kind !== 'file') throw new Error('it is there');
  await bed.get(directLink('', file));
  await expect.poll(() => journal.count()).toBe(2);
  const [upload, download] = journal.entries();
  const shown = (bytes: Buffer) => ({
    base64: bytes.subarray(0, head).toString('base64'),
    of: bytes.length,
    tail: bytes.subarray(-tail).toString('base64'),
  });
  expect(upload?.raw?.request).toEqual(shown(sent));
  expect(download?.raw?.response).toEqual(shown(LARGE));
  expect(upload?.bytesIn).toBe(String(sent.length));
  expect(journal.report().bytes).toBeLessThan(2.5 * (head + tail));
  expect(journal.report().rawDropped).toBe(0);
  expect(journal.entries({}, { rawBytes: 10 })[1]?.raw?.response).toEqual({
    base64: LARGE.subarray(0, 10).toString('base64'),
    of: LARGE.length,
  });
});
