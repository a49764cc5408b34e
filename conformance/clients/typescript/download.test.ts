import {
  createWriteStream,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
  await bed.arm({ on: { kind: 'download' }, do: [act] });
  await expect(client.download(file.id, to)).rejects.toMatchObject({ kind });
  expect(readFileSync(to, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('fails when nothing moves, and when it is aborted', async () => {
  await bed.arm({ on: { kind: 'download' }, do: [{ act: 'stall', afterBytes: 50_000n }] });
  const { namespace } = bed;
  const wsdl = `${bed.fake.url}/~${namespace.name}/jax3/DesktopApp?wsdl`;
  const hasty = bed.client({ wsdl, timeout: 300 });
  await expect(hasty.download(file.id, to)).rejects.toThrow('nothing moved for 300 ms');
  const signal = AbortSignal.timeout(300);
  await expect(client.download(file.id, to, { signal })).rejects.toMatchObject({ kind: 'aborted' });
  expect(readdirSync(folder)).toEqual([]);
});

test('fails without an address when the id is not of a file', async () => {
  await expect(client.download(99n, to)).rejects.toMatchObject({ kind: 'fault', message: 'File not found' });
  await expect(client.download('', to)).rejects.toMatchObject({ kind: 'refused' });
});

describe('a path that cannot be written is named, and nothing is asked of the service', () => {
  test.each([
    ['is in a folder that is not there', () => join(folder, 'no', 'such', 'file'), 'ENOENT'],
    ['is below a file', () => join(bed.folder, 'plain', 'file'), 'ENOTDIR'],
    ['has a name that is too long', () => join(folder, 'n'.repeat(300)), 'ENAMETOOLONG'],
    ['is a folder', () => folder, 'it is a folder'],
    ['is empty', () => '', 'the path is empty'],
    ['ends as a folder does', () => `${join(folder, 'new')}/`, 'it is a folder'],
  ])('%s', async (_, path, why) => {
    writeFileSync(join(bed.folder, 'plain'), '');
    const before = bed.namespace.journal.report().lastSeq;
    const error = await client.download(file.id, path()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'Failure',
      kind: 'target',
      message: expect.stringContaining(path()),
    });
    expect(String(error)).toContain(why);
    expect(bed.namespace.journal.report().lastSeq).toBe(before);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([5, undefined, {}, new URL('file:///tmp/x')])('%s is no path', async (to) => {
    const before = bed.namespace.journal.report().lastSeq;
    await expect(client.download(file.id, to as never)).rejects.toThrow('to must be the path of a file');
    expect(bed.namespace.journal.report().lastSeq).toBe(before);
  });

  test('a stream that fails before the first byte', async () => {
    const lost = client.download(file.id, createWriteStream(join(folder, 'no', 'such', 'file')));
    await expect(lost).rejects.toMatchObject({ kind: 'target', message: expect.stringContaining('ENOENT') });
  });
});

test('a name as long as names may be is written', async () => {
  const long = join(folder, 'n'.repeat(255));
  expect(await client.download(file.id, long)).toEqual(WHOLE);
  expect(readdirSync(folder)).toEqual(['n'.repeat(255)]);
});

test.skipIf(!existsSync('/dev/full'))(
  'a full disk is no matter of the connection, and is not tried again',
  async () => {
    const full = client.download(file.id, '/dev/full');
    await expect(full).rejects.toMatchObject({
      kind: 'target',
      message: expect.stringMatching(/^\/dev\/full cannot be written: ENOSPC/),
    });
    expect(existsSync('/dev/full')).toBe(true);
    expect(bed.namespace.journal.entries({ kind: 'download' })).toHaveLength(1);
  },
);

test('a stream that fails half-way is to blame, and leaves nothing', async () => {
  const broken = new Writable({ write: (_, __, done) => done(new Error('the tape is full')) });
  await expect(client.download(file.id, broken)).rejects.toMatchObject({
    kind: 'target',
    message: 'the stream for the file cannot be written: the tape is full',
  });
});

test('a link is written through, and stays one', async () => {
  const target = join(folder, 'target');
  writeFileSync(target, 'old');
  symlinkSync(target, to);
  await client.download(file.id, to);
  expect(lstatSync(to).isSymbolicLink()).toBe(true);
  expect(readFileSync(target).equals(BYTES)).toBe(true);
});
