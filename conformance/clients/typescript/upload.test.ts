import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../../wsdl/contract.js';
import { Failure, UploadStopped } from './failure.js';
import type { FourShared } from './four-shared.js';
import { md5Of, reason, someBytes, UploadBed } from './testing/upload-bed.js';

let bed: UploadBed;
beforeAll(async () => {
  bed = await UploadBed.start();
});
afterAll(() => bed.close());

const NAME = 'Ünï <&>"\' 😀.bin';
const KIB = 1024;

test.each([0, 1, 65_536, 200_001])('uploads %i bytes, and returns the stored file', async (size) => {
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
    await bed.arm({ on: { kind: 'part', nth: 2 }, do: [{ act: 'reset', afterBytes: 9n, direction: 'in' }] });
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
    ['another size than the given one', { name: 'f', size: 99n }, RangeError],
    ['a part size that is none', { name: 'f', partSize: 0 }, RangeError],
    ['no lane', { name: 'f', parallel: 0 }, RangeError],
    ['a handle that is none', { name: 'f', resume: { fileId: 'x' } as never }, TypeError],
  ])('but not %s', async (_, options, kind) => {
    const client = bed.client();
    expect(await reason(client.upload(Readable.from([bytes]), options))).toBeInstanceOf(kind);
    expect(bed.namespace.journal.entries({ kind: 'call', operation: 'uploadStartFile' })).toEqual([]);
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

test('sends as many parts concurrently as given, and reports the accepted bytes', async () => {
  const client = bed.client();
  const seen: bigint[] = [];
  const held = bed.namespace.holds;
  await bed.arm({ on: { kind: 'part' }, do: [{ act: 'hold', name: 'part' }], times: 3 });
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

describe('a failure in any step', () => {
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
      // A rule cannot send a typed fault for an operation that declares none.
      if ('exceptionClass' in act && !OPERATIONS[step].faults) continue;
      const client: FourShared = bed.client({ retries: 1 });
      await bed.arm({ on: { kind: 'call', operation: step }, do: [act] });
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
