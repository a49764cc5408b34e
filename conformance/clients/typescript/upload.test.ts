import { execFileSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure, UploadStopped } from './failure.js';
import type { FourShared } from './four-shared.js';
import { md5Of, someBytes, UploadBed } from './testing/upload-bed.js';
import type { UploadHandle } from './upload-handle.js';

let bed: UploadBed;
beforeAll(async () => {
  bed = await UploadBed.start();
});
afterAll(() => bed.close());

const NAME = 'Ünï <&>"\' 😀.bin';
const KIB = 1024;

/** What a promise is rejected with. */
const reason = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The handle that an upload stopped with. */
async function stopped(upload: Promise<unknown>): Promise<UploadHandle> {
  const error = await reason(upload);
  expect(error).toBeInstanceOf(UploadStopped);
  // It may be kept in a file until somebody goes on with it.
  return JSON.parse(JSON.stringify((error as UploadStopped).handle));
}

test.each([0, 1, 65_536, 200_001])('uploads %i bytes, and tells what the service has', async (size) => {
  const bytes = someBytes(size);
  const item = await bed.client().upload(await bed.save(bytes), { name: NAME, partSize: 64 * KIB });
  expect(bed.stored(NAME)).toEqual({ size: BigInt(size), md5: md5Of(bytes) });
  expect(item).toMatchObject({ name: NAME, size: BigInt(size), md5: md5Of(bytes), directory: false });
});

describe('what can be uploaded', () => {
  const bytes = someBytes(100_000);
  const stored = { size: 100_000n, md5: md5Of(bytes) };
  const spooled = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('4shared-upload-'));

  test('a path, under its own name', async () => {
    await bed.client().upload(await bed.save(bytes, 'own name.bin'));
    expect(bed.stored('own name.bin')).toEqual(stored);
  });

  test.each([
    ['a blob', () => new Blob([bytes])],
    ['a web stream', () => new Blob([bytes]).stream()],
    ['a Readable', () => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)])],
  ])('%s, in parts that can be sent again', async (_, source) => {
    const client = bed.client();
    bed.arm({ on: { kind: 'part', nth: 2 }, do: [{ act: 'reset', afterBytes: 9n, direction: 'in' }] });
    await client.upload(source(), { name: 'f', size: 100_000n, partSize: 30_000 });
    expect(bed.stored('f')).toEqual(stored);
    expect(await spooled()).toEqual([]);
  });

  test('a stream that breaks off is no file', async () => {
    async function* broken() {
      yield bytes;
      throw new Error('the camera was unplugged');
    }
    await expect(bed.client().upload(broken(), { name: 'f' })).rejects.toThrow('the camera was unplugged');
    expect(bed.stored('f')).toBeUndefined();
    expect(await spooled()).toEqual([]);
  });

  test.each([
    ['a stream without a name', {}, TypeError],
    ['another size than was told', { name: 'f', size: 99n }, RangeError],
    ['a part size that is none', { name: 'f', partSize: 0 }, RangeError],
    ['no lane', { name: 'f', parallel: 0 }, RangeError],
    ['a handle that is none', { name: 'f', resume: { fileId: 'x' } as never }, TypeError],
  ])('but not %s', async (_, options, kind) => {
    const client = bed.client();
    expect(await reason(client.upload(Readable.from([bytes]), options))).toBeInstanceOf(kind);
    expect(bed.namespace.journal.entries({ kind: 'call', function: 'uploadStartFile' })).toEqual([]);
  });

  test.each([
    ['/no/such/file', 'ENOENT'],
    [`/${'n'.repeat(300)}`, 'ENAMETOOLONG'],
    ['/no\0byte', 'ERR_INVALID_ARG_VALUE'],
  ])('nor a file that is not there: %j', async (path, code) => {
    expect(await reason(bed.client().upload(path))).toMatchObject({
      kind: 'source',
      message: expect.stringContaining(path),
      cause: { code },
    });
    expect(bed.namespace.journal.entries()).toEqual([]);
  });

  test('nor what is no file, which is refused before the service is asked', async () => {
    const pipe = join(bed.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const [path, why] of [
      [bed.folder, 'it is a folder'],
      [pipe, 'it is no plain file'],
      ['/dev/null', 'it is no plain file'],
    ] as const) {
      const message = `${path} cannot be uploaded: ${why}`;
      expect(await reason(bed.client().upload(path))).toMatchObject({ kind: 'source', message });
      expect(bed.namespace.journal.entries()).toEqual([]);
    }
  });
});

test('sends so many parts at a time as it is told, and tells what was taken', async () => {
  const client = bed.client();
  const seen: bigint[] = [];
  const held = bed.namespace.holds;
  bed.arm({ on: { kind: 'part' }, do: [{ act: 'hold', name: 'part' }], times: 3 });
  const uploading = client.upload(await bed.save(someBytes(100_000)), {
    ...{ name: 'f', partSize: 10_000, parallel: 3 },
    onProgress: ({ sent, size }) => {
      expect(size).toBe(100_000n);
      seen.push(sent);
    },
  });
  await expect.poll(() => held.list().length).toBe(3);
  expect(seen).toEqual([0n]);
  held.release('part');
  await uploading;
  expect(seen).toEqual(Array.from({ length: 11 }, (_, i) => BigInt(i) * 10_000n));
});

describe('an upload that stops', () => {
  const bytes = someBytes(200_001);
  const parts = { name: 'f', partSize: 64 * KIB, parallel: 1 };
  const place = (i: number): string => String(i * 64 * KIB);

  test('goes on with what lacks', async () => {
    const client = bed.client({ retries: 2 });
    bed.arm({
      on: { kind: 'part', firstByte: 65_536n },
      do: [{ act: 'reset', afterBytes: 10n, direction: 'in' }],
      times: 3,
    });
    const path = await bed.save(bytes);
    const handle = await stopped(client.upload(path, parts));
    expect(handle).toMatchObject({ name: 'f', dirId: '-1', size: '200001', partSize: 65_536, sent: [0] });
    const seen: bigint[] = [];
    await client.upload(path, { resume: handle, onProgress: ({ sent }) => seen.push(sent), parallel: 1 });
    expect(bed.stored('f')?.md5).toBe(md5Of(bytes));
    expect(bed.parts()).toEqual([0, 1, 2, 3].map(place));
    expect(seen).toEqual([65_536n, 131_072n, 196_608n, 200_001n]);
  });

  test('when its caller gives it up, goes on in another client', async () => {
    const client = bed.client();
    const controller = new AbortController();
    const path = await bed.save(bytes);
    const uploading = client.upload(path, {
      ...{ ...parts, signal: controller.signal },
      onProgress: ({ sent }) => sent > 100_000n && controller.abort(new Error('bed time')),
    });
    const error = await reason(uploading);
    expect(error).toMatchObject({ kind: 'aborted', cause: { cause: { message: 'bed time' } } });
    const { handle } = error as UploadStopped;
    expect(handle.sent).toEqual([0, 65_536]);
    await client.upload(path, { resume: handle });
    expect(bed.stored('f')?.md5).toBe(md5Of(bytes));
  });

  test('when it is listened to by somebody who throws', async () => {
    const client = bed.client();
    const path = await bed.save(bytes);
    const onProgress = (): never => {
      throw new Error('the window was closed');
    };
    const handle = await stopped(client.upload(path, { ...parts, onProgress }));
    await client.upload(path, { resume: handle });
    expect(bed.stored('f')?.md5).toBe(md5Of(bytes));
  });

  test('when what listens to it fails later', async () => {
    const path = await bed.save(bytes);
    const onProgress = async (): Promise<void> => {
      await Promise.resolve();
      throw new Error('the window was closed');
    };
    const upload = bed.client().upload(path, { ...parts, onProgress });
    await expect(upload).rejects.toMatchObject({ name: 'UploadStopped', message: 'the window was closed' });
  });

  test('when its file is removed: that is the reason, and not what stops for it', async () => {
    const path = await bed.save(bytes);
    // The first lane waits to send its part again when the second one finds the file gone.
    bed.arm({ on: { kind: 'part', firstByte: 0n }, do: [{ act: 'status', status: 500 }] });
    const onProgress = async ({ sent }: { sent: bigint }): Promise<void> => {
      if (sent > 0n) await rm(path, { force: true });
    };
    const client = bed.client({ retries: 1, retryDelay: { first: 3_600_000, longest: 3_600_000 } });
    await expect(client.upload(path, { ...parts, parallel: 2, onProgress })).rejects.toMatchObject({
      kind: 'source',
      message: expect.stringContaining(`${path} cannot be uploaded: ENOENT`),
    });
  });

  test('does not go on with another file', async () => {
    const client = bed.client({ retries: 0 });
    bed.arm({ on: { kind: 'part' }, do: [{ act: 'hang-up' }], times: 1 });
    const handle = await stopped(client.upload(await bed.save(bytes), parts));
    const other = client.upload(await bed.save(someBytes(5)), { resume: handle });
    await expect(other).rejects.toThrow('what is uploaded had 200001 bytes, and has 5');
    await expect(other).rejects.toMatchObject({ kind: 'source', handle });
  });

  test('gives back what is reserved when it is cancelled', async () => {
    const client = bed.client({ retries: 0 });
    const before = await client.getFreeSpace();
    bed.arm({ on: { kind: 'part' }, do: [{ act: 'refuse', code: 1 }], times: 1 });
    const handle = await stopped(client.upload(await bed.save(bytes), parts));
    expect(await client.getFreeSpace()).toBe(before - 200_001n);
    await client.cancel(handle);
    expect(await client.getFreeSpace()).toBe(before);
    await expect(client.upload(await bed.save(bytes), { resume: handle })).rejects.toMatchObject({
      kind: 'fault',
    });
  });

  test('sends all parts again once the service found their bytes to be others', async () => {
    const client = bed.client();
    bed.arm({ on: { kind: 'part', nth: 2 }, do: [{ act: 'corrupt', from: 7n, direction: 'in' }] });
    const path = await bed.save(bytes);
    const handle = await stopped(client.upload(path, parts));
    expect(handle.sent).toEqual([]);
    await client.upload(path, { resume: handle });
    expect(bed.stored('f')?.md5).toBe(md5Of(bytes));
  });
});

describe('when the answer to uploadFinishFile is lost', () => {
  const finishes = () => bed.namespace.journal.entries({ kind: 'call', function: 'uploadFinishFile' }).length;

  test.each([
    ['and the file is there, it is not asked again', true, 1],
    ['and the file is not there, it is asked again', false, 2],
  ])('%s', async (_, perform, times) => {
    const client = bed.client();
    bed.arm({
      on: { kind: 'call', function: 'uploadFinishFile' },
      do: [{ act: 'hang-up', perform }],
      times: 1,
    });
    const bytes = someBytes(1000);
    await client.upload(await bed.save(bytes), { name: 'f' });
    expect(bed.stored('f')?.md5).toBe(md5Of(bytes));
    expect(finishes()).toBe(times);
  });

  test('for good, a later look finds the file', async () => {
    const client = bed.client({ retries: 0 });
    bed.arm({
      on: { kind: 'call', function: 'uploadFinishFile' },
      do: [{ act: 'hang-up', perform: true }],
      times: 1,
    });
    const path = await bed.save(someBytes(1000));
    const handle = await stopped(client.upload(path, { name: 'f' }));
    expect(await client.upload(path, { resume: handle })).toMatchObject({ name: 'f', size: 1000n });
    expect(finishes()).toBe(1);
  });
});

test('asks whether a part is still awaited before it sends it again', async () => {
  const client = bed.client();
  bed.arm({ on: { kind: 'part' }, do: [{ act: 'hang-up' }], times: 1 });
  bed.arm({
    on: { kind: 'call', function: 'uploadStartedFileExists' },
    do: [{ act: 'return', value: false }],
  });
  await stopped(client.upload(await bed.save(someBytes(10)), { name: 'f' }));
  expect(bed.namespace.journal.entries({ kind: 'part' })).toHaveLength(1);
});

describe('whatever goes wrong in a step', () => {
  const acts = [
    ['a fault', { act: 'fault', text: 'No!' }],
    ['a typed fault', { act: 'fault', text: 'No!', exceptionClass: 'x.Y' }],
    ['a page', { act: 'status', status: 503, body: '<html>maintenance' }],
    ['a page with 200', { act: 'status', status: 200, body: '<html></html>' }],
    ['nothing', { act: 'hang-up' }],
    ['a broken reply', { act: 'truncate', afterBytes: 200n }],
    ['a reset', { act: 'reset', afterBytes: 0n }],
    ['nil', { act: 'nil' }],
    ['no return', { act: 'no-return' }],
  ] as const;
  const steps = [
    'getFreeSpace',
    'getMaxFileSize',
    'createUploadSessionKey',
    'getNewFileDataCenter',
    'getUploadFormUrl',
    'uploadStartFile',
    'uploadFinishFile',
    'getFileInfo',
  ] as const;
  test.each(steps)('%s: it is a failure, with a handle once something is reserved', async (step) => {
    for (const [what, act] of acts) {
      const client: FourShared = bed.client({ retries: 1 });
      bed.arm({ on: { kind: 'call', function: step }, do: [act] });
      const error = await reason(client.upload(await bed.save(someBytes(10)), { name: 'f' }));
      // When only the answer is lost or empty, the file may be there, and that is found out.
      const isThere = step === 'uploadFinishFile' && bed.stored('f') !== undefined;
      if (isThere && error === undefined) continue;
      expect(error, what).toBeInstanceOf(Failure);
      const isReserved = step === 'uploadFinishFile' || step === 'getFileInfo';
      expect(error instanceof UploadStopped, what).toBe(isReserved);
      if (!isReserved) expect(bed.namespace.journal.entries({ kind: 'part' })).toEqual([]);
    }
  });
});
