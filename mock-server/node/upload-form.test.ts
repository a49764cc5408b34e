import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml } from '../http/pages/pages.js';
import { directLink } from '../world/sharing/addresses.js';
import {
  byteField,
  FORM_TYPE,
  formBody,
  idField,
  input,
  md5Of,
  part,
  TransferTestbed,
} from './testing/transfer-testbed.js';

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

/** Cuts bytes at the given places, in the order of the places. */
function cut(bytes: Uint8Array, places: readonly number[]): { first: number; bytes: Uint8Array }[] {
  const cuts = [...new Set([0, ...places.map((place) => place % bytes.length)])].sort((a, b) => a - b);
  return cuts.map((first, n) => ({ first, bytes: bytes.subarray(first, cuts[n + 1] ?? bytes.length) }));
}

const chunked = (body: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(body.length / size) }, (_, n) => body.subarray(n * size, (n + 1) * size));

describe('a reserved file', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }),
    fc
      .record({ length: fc.integer({ min: 1, max: 700_000 }), step: fc.integer({ min: 1, max: 250 }) })
      .map(({ length, step }) => Uint8Array.from({ length }, (_, n) => (n * step) ^ (n >> 8))),
    // Boundaries of another form, and beginnings of this one's.
    fc.constant(
      Buffer.from(
        formBody([idField(1n), part('a form')])
          .toString()
          .replaceAll('cut-x', 'cut-y'),
      ),
    ),
  );

  test('arrives whole, with any split, order and way of sending', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.infiniteStream(fc.nat(5)),
        fc.integer({ min: 1, max: 70_000 }),
        async (whole, places, ways, chunk) => {
          const id = bed.reserve(whole.length);
          const parts = cut(whole, places).map((piece) => ({ ...piece, way: Number(ways.next().value) }));
          const send = async ({ first, bytes, way }: (typeof parts)[number]) => {
            const file = part(bytes, 'any name.bin');
            const orders = [
              [idField(id), byteField(first), file],
              [byteField(first), idField(id), file],
              [file, idField(id), byteField(first)],
              [idField(id), file, byteField(first)],
              [file],
              [{ name: 'other', value: 'x' }, idField(id), file],
            ];
            const inQuery = [undefined, undefined, undefined, undefined, [id, first], [7, first]][way];
            const query = inQuery ? `&resumableFileId=${inQuery[0]}&resumableFirstByte=${inQuery[1]}` : '';
            const body = formBody(orders[way] ?? []);
            const answer =
              way % 2 === 0
                ? await bed.postBody(body, query)
                : await bed.request(
                    'POST',
                    `/main/upload.jsp?sId=${bed.sessionKey}${query}`,
                    { 'content-type': FORM_TYPE },
                    chunked(body, chunk),
                  );
            expect(answer.status).toBe(200);
            expect(input(answer.body, 'errorCode')).toBeUndefined();
            expect(input(answer.body, 'uploadedFileId')).toBe('-1');
            expect(input(answer.body, 'fileUploadUrl')).toBe('');
          };
          await Promise.all(parts.sort((a, b) => a.way - b.way).map(send));
          expect(await bed.finish(id, whole)).toBe('');
          const file = bed.world.tree.file(bed.account('a'), id);
          const download = await bed.get(`/download/${file.code}/x`);
          expect(download.body.equals(whole)).toBe(true);
          await bed.world.uploads.cancel(bed.account('a'), id);
          await bed.world.bin.purge(file);
        },
      ),
      { numRuns: 40 },
    );
    expect(bed.openParts).toBe(0);
    expect(bed.contents.size).toBe(0);
  });
});

test('bytes that look like the form around them arrive as they are, however the body is cut', async () => {
  const tokens = fc.constantFrom(
    '\r',
    '\n',
    '\r\n',
    '-',
    '--',
    'x',
    'x-cut',
    '\r\n--x-cut-',
    '\r\n--x-cut-y',
    '--x-cut-x',
    'a',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(tokens, { minLength: 1, maxLength: 12 }).map((found) => found.join('')),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      fc.boolean(),
      async (text, lengths, fieldFirst) => {
        fc.pre(!text.includes('\r\n--x-cut-x') && !text.startsWith('--x-cut-x'));
        const field = { name: 'other', value: '\r\n--x-cut-' };
        const parts = fieldFirst ? [field, part(text)] : [part(text), field];
        const body = formBody(parts);
        const chunks: Buffer[] = [];
        for (let at = 0, n = 0; at < body.length; n++) {
          const length = lengths[n % lengths.length] ?? 1;
          chunks.push(body.subarray(at, at + length));
          at += length;
        }
        const path = `/main/upload.jsp?sId=${bed.sessionKey}`;
        const answer = await bed.request('POST', path, { 'content-type': FORM_TYPE }, chunks);
        const file = bed.world.tree.file(
          bed.account('a'),
          BigInt(input(answer.body, 'uploadedFileId') ?? ''),
        );
        expect((await bed.get(`/download/${file.code}/x`)).body.toString()).toBe(text);
        await bed.world.bin.purge(file);
      },
    ),
    { numRuns: 100 },
  );
});

test.each(['boundary="x-cut-x"', 'Boundary=x-cut-x; charset=utf-8', 'a=";boundary=no"; boundary=x-cut-x'])(
  'the boundary may be said as %s',
  async (said) => {
    const path = `/main/upload.jsp?sId=${bed.sessionKey}`;
    const headers = { 'content-type': `multipart/form-data; ${said}` };
    const answer = await bed.request('POST', path, headers, chunked(formBody([part('the bytes')]), 7));
    expect(input(answer.body, 'sizeOk')).toBe('true');
  },
);

describe('a file sent whole', () => {
  test.each([
    'notes.txt',
    'Ünïcödé – 日本語 😀.bin',
    'a&b <c>.html',
    "it's 100%.txt",
    'C:\\fakepath\\shown.txt',
  ])('is there at once, named %s', async (name) => {
    const answer = await bed.post([part('the bytes', name)]);
    const id = BigInt(input(answer.body, 'uploadedFileId') ?? '');
    const file = bed.world.tree.file(bed.account('a'), id);
    expect(file.name).toBe(name.replace(/^.*\\/, ''));
    expect(file.parent).toBe(bed.account('a').root);
    const address = input(answer.body, 'fileUploadUrl') ?? '';
    expect(address).toMatch(/^http:\/\/fake\.test\/\w+\/[\w-]{8}\/[\w-]+\.html$/);
    const page = await bed.get(address.slice('http://fake.test'.length));
    expect(page.body.toString()).toContain(escapeHtml(directLink('http://fake.test', file)));
    expect((await bed.get(directLink('', file))).body.toString()).toBe('the bytes');
    expect(input(answer.body, 'previewUrl')).toBe('');
    expect(input(answer.body, 'sizeOk')).toBe('true');
    expect(bed.log.at(-1)).toMatchObject({ account: 'a', warnings: [] });
  });

  test('is answered in JSON when asked so, with the id in all its digits', async () => {
    const answer = await bed.post([part('x', 'json.txt'), { name: 'note', value: 'x' }], '&isAjax=true');
    const file = bed.world.find('a', 'json.txt');
    expect(answer.body.toString()).toContain(`"uploadedFileId":${file?.id},`);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 'OK', previewUrl: '' });
  });

  test('may name its folder in the address', async () => {
    const folder = bed.world.addFolder(bed.account('a'), { name: 'target' });
    await bed.post([part('x', 'inside.txt')], `&x-upload-dir=${folder.id}`);
    expect(bed.world.find('a', 'target/inside.txt')).toBeDefined();
  });

  test('of several megabytes is staged on disk and the stage is gone after it', async () => {
    const bytes = Buffer.alloc(3_000_000, 'several megabytes ');
    const before = bed.contents.size;
    await bed.post([part(bytes, 'large.bin')]);
    const file = bed.world.find('a', 'large.bin');
    expect(file?.kind === 'file' && file.md5).toBe(md5Of(bytes));
    expect(bed.contents.size).toBe(before + 1);
  });
});

const curl = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('curl', ['-s', ...args])).stdout;
const hasCurl = await curl('--version').then(
  () => true,
  () => false,
);

test.skipIf(!hasCurl)('curl posts a part and a whole file (skipped where curl is absent)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'curl-test-'));
  const path = join(folder, 'ключ.txt');
  writeFileSync(path, 'from curl');
  const address = `http://127.0.0.1:${bed.port}/main/upload.jsp?sId=${bed.sessionKey}`;
  const id = bed.reserve(9);
  const fields = ['-F', `resumableFileId=${id}`, '-F', 'resumableFirstByte=0'];
  expect(await curl(...fields, '-F', `FilePart=@${path}`, address)).toContain('value="-1"');
  expect(await bed.finish(id, Buffer.from('from curl'))).toBe('');
  expect(await curl('-F', `FilePart=@${path}`, address)).toContain('sizeOk');
  expect(bed.world.find('a', 'ключ.txt')).toBeDefined();
  rmSync(folder, { recursive: true });
});
