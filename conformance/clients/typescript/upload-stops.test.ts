import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UploadStopped } from './failure.js';
import { md5Of, reason, someBytes, stopped, UploadBed } from './testing/upload-bed.js';

let bed: UploadBed;
beforeAll(async () => {
  bed = await UploadBed.start();
});
afterAll(() => bed.close());

const KIB = 1024;

describe('an upload that stops', () => {
  const bytes = someBytes(200_001);
  const parts = { name: 'f', partSize: 64 * KIB, parallel: 1 };
  const place = (i: number): string => String(i * 64 * KIB);

  test('goes on with what lacks', async () => {
    const client = bed.client({ retries: 2 });
    await bed.arm({
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

  test('when onProgress throws', async () => {
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
    await bed.arm({ on: { kind: 'part', firstByte: 0n }, do: [{ act: 'status', status: 500 }] });
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
    await bed.arm({ on: { kind: 'part' }, do: [{ act: 'hang-up' }], times: 1 });
    const handle = await stopped(client.upload(await bed.save(bytes), parts));
    const other = client.upload(await bed.save(someBytes(5)), { resume: handle });
    await expect(other).rejects.toThrow('what is uploaded had 200001 bytes, and has 5');
    await expect(other).rejects.toMatchObject({ kind: 'source', handle });
  });

  test('gives back what is reserved when it is cancelled', async () => {
    const client = bed.client({ retries: 0 });
    const before = await client.getFreeSpace();
    await bed.arm({ on: { kind: 'part' }, do: [{ act: 'refuse', code: 1 }], times: 1 });
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
    await bed.arm({ on: { kind: 'part', nth: 2 }, do: [{ act: 'corrupt', from: 7n, direction: 'in' }] });
    const path = await bed.save(bytes);
    const handle = await stopped(client.upload(path, parts));
    expect(handle.sent).toEqual([]);
    await client.upload(path, { resume: handle });
    expect(bed.stored('f')?.md5).toBe(md5Of(bytes));
  });
});

describe('when the answer to uploadFinishFile is lost', () => {
  const finishes = () =>
    bed.namespace.journal.entries({ kind: 'call', operation: 'uploadFinishFile' }).length;

  test.each([
    ['and the file is there, it is not asked again', true, 1],
    ['and the file is not there, it is asked again', false, 2],
  ])('%s', async (_, perform, times) => {
    const client = bed.client();
    await bed.arm({
      on: { kind: 'call', operation: 'uploadFinishFile' },
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
    await bed.arm({
      on: { kind: 'call', operation: 'uploadFinishFile' },
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
  await bed.arm({ on: { kind: 'part' }, do: [{ act: 'hang-up' }], times: 1 });
  await bed.arm({
    on: { kind: 'call', operation: 'uploadStartedFileExists' },
    do: [{ act: 'return', value: false }],
  });
  await stopped(client.upload(await bed.save(someBytes(10)), { name: 'f' }));
  expect(bed.namespace.journal.entries({ kind: 'part' })).toHaveLength(1);
});
