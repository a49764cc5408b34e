import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FourShared } from './four-shared.js';
import type { Item } from './functions.js';
import { md5Of, someBytes, UploadBed } from './testing/upload-bed.js';

const BYTES = someBytes(100_000);
const WHOLE = { size: 100_000n, md5: md5Of(BYTES), compared: true };

let bed: UploadBed;
let client: FourShared;
let file: Item;
let folder: string;
let to: string;
beforeAll(async () => {
  bed = await UploadBed.start();
});
afterAll(() => bed.close());
beforeEach(async () => {
  client = bed.client();
  file = await client.upload(new Blob([BYTES]), { name: 'f' });
  folder = mkdtempSync(join(bed.folder, 'down-'));
  to = join(folder, 'file');
  return () => rmSync(folder, { recursive: true });
});

test('writes a file, in place of the one that was there', async () => {
  writeFileSync(to, 'old');
  expect(await client.download(file.id, to)).toEqual(WHOLE);
  expect(readFileSync(to).equals(BYTES)).toBe(true);
  expect(readdirSync(folder)).toEqual(['file']);
});

test('writes to a stream, and takes an address', async () => {
  const target = new PassThrough();
  const bytes = buffer(target);
  expect(await client.download(file.downloadLink ?? '', target)).toEqual(WHOLE);
  expect((await bytes).equals(BYTES)).toBe(true);
});

test.each([
  ['breaks off', { act: 'reset', afterBytes: 50_000n }, 'connection'],
  ['is refused', { act: 'status', status: 404 }, 'refused'],
  ['has other bytes', { act: 'corrupt', from: 50_000n }, 'damaged'],
] as const)('leaves what was there when a download %s', async (_, act, kind) => {
  writeFileSync(to, 'old');
  bed.arm({ on: { kind: 'download' }, do: [act] });
  await expect(client.download(file.id, to)).rejects.toMatchObject({ kind });
  expect(readFileSync(to, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('gives up when nothing moves, and when it is told to', async () => {
  bed.arm({ on: { kind: 'download' }, do: [{ act: 'stall', afterBytes: 50_000n }] });
  const { namespace } = bed;
  const wsdl = `${bed.fake.url}/~${namespace.name}/jax3/DesktopApp?wsdl`;
  const hasty = bed.client({ wsdl, timeout: 300 });
  await expect(hasty.download(file.id, to)).rejects.toThrow('nothing moved for 300 ms');
  const signal = AbortSignal.timeout(300);
  await expect(client.download(file.id, to, { signal })).rejects.toMatchObject({ kind: 'aborted' });
  expect(readdirSync(folder)).toEqual([]);
});

test('says that there is no address for what is no file', async () => {
  await expect(client.download(99n, to)).rejects.toMatchObject({ kind: 'fault', message: 'File not found' });
  await expect(client.download('', to)).rejects.toMatchObject({ kind: 'refused' });
});
