import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileNode } from '../world/index.js';
import {
  type Answer,
  byteField,
  FORM_TYPE,
  idField,
  part,
  TransferTestbed,
} from './testing/transfer-testbed.js';

// Ways to send a file that clients of the service used besides the one of the how-to.

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

const code = ({ body }: Answer): string | undefined =>
  /id="errorCode"[^>]* value="(\d)"|"errorCode":(\d)/.exec(body.toString())?.slice(1).find(Boolean);
const idIn = ({ body }: Answer): bigint =>
  BigInt(
    /id="uploadedFileId"[^>]* value="(-?\d+)"|"uploadedFileId":(-?\d+)/
      .exec(body.toString())
      ?.slice(1)
      .find(Boolean) ?? 0,
  );
const bytesOf = async (file: FileNode): Promise<Buffer> => (await bed.get(`/download/${file.code}/x`)).body;
const file = (name: string): FileNode => {
  const found = bed.world.find('a', name);
  if (found?.kind !== 'file') throw new Error(`${name} is not there`);
  return found;
};
const raw = (body: Uint8Array | string, query: string, headers: Readonly<Record<string, string>> = {}) =>
  bed.request('POST', `/main/upload5.jsp?sId=${bed.sessionKey}${query}`, headers, [Buffer.from(body)]);

describe('the field of the file', () => {
  test.each(['fff0', 'fff1', 'fff12', 'tfff0', 'tfff3', 'name'])('may be %s', async (name) => {
    expect(code(await bed.post([{ name, value: 'bytes', fileName: `${name}.txt` }]))).toBeUndefined();
    expect((await bytesOf(file(`${name}.txt`))).toString()).toBe('bytes');
    const id = bed.reserve(5);
    const sent = [idField(id), byteField(0), { name, value: 'bytes', fileName: 'x' }];
    expect(code(await bed.post(sent))).toBeUndefined();
    expect(await bed.finish(id, Buffer.from('bytes'))).toBe('');
  });

  test.each(['file', 'xfff0', 'fff', 'filepart', 'fff0x'])('may not be %s', async (name) => {
    expect(code(await bed.post([{ name, value: 'bytes', fileName: 'never.txt' }]))).toBe('4');
    expect(bed.log.at(-1)?.result).toContain('Unexpected file field');
    expect(bed.world.find('a', 'never.txt')).toBeUndefined();
  });

  test('may be one of many of which the others are empty, and two files are refused', async () => {
    const empty = (name: string) => ({ name, value: '', fileName: '' });
    const one = { name: 'fff2', value: 'bytes', fileName: 'one of many.txt' };
    expect(code(await bed.post([empty('fff0'), empty('fff1'), one, empty('fff3')]))).toBeUndefined();
    expect((await bytesOf(file('one of many.txt'))).toString()).toBe('bytes');
    const twice = [{ ...one, fileName: 'two.txt' }, part('other', 'two.txt')];
    expect(code(await bed.post(twice))).toBe('4');
    expect(bed.world.find('a', 'two.txt')).toBeUndefined();
  });

  test.each(['FilePart', 'fff0', 'tfff1'])(
    '%s as a text that PHP takes for a file is refused with a hint',
    async (name) => {
      expect(code(await bed.post([{ name, value: '@/home/me/secret.txt;type=text/plain' }]))).toBe('3');
      expect(bed.log.at(-1)?.result).toContain('use CURLFile');
      expect(bed.log.at(-1)?.result).not.toContain('secret');
    },
  );
});

const dispositions = [
  ['with a semicolon at the end', 'form-data; name="FilePart"; filename="f.bin";', 'f.bin'],
  ['with blanks behind that', 'form-data; name="FilePart"; filename="f.bin" ;  ', 'f.bin'],
  ['with two semicolons', 'form-data;; name="FilePart";; filename="f.bin"', 'f.bin'],
  ['without blanks', 'form-data;name="FilePart";filename="f.bin";', 'f.bin'],
  ['with blanks around =', 'form-data; name = "FilePart"; filename = "f.bin"', 'f.bin'],
  ['without quotes', 'form-data; name=FilePart; filename=my file (1).bin', 'my file (1).bin'],
  ['with quotes in quotes', 'form-data; name="FilePart"; filename="a "b" c.bin"', 'a "b" c.bin'],
  ['with escaped quotes', 'form-data; name="FilePart"; filename="a \\"b\\".bin";', 'a "b".bin'],
  ['with a quote that stays open', 'form-data; name="FilePart"; filename="f.bin', 'f.bin'],
  ['with something else in it', 'form-data; name="FilePart"; filename="f.bin"; size=5; x', 'f.bin'],
  ['with a semicolon in the name', 'form-data; name="FilePart"; filename="a; b.bin";', 'a; b.bin'],
  ['with the other order', 'form-data; filename="f.bin"; name="FilePart";', 'f.bin'],
  ['in capitals', 'FORM-DATA; NAME="FilePart"; FILENAME="f.bin";', 'f.bin'],
  ['with a folder', 'form-data; name="FilePart"; filename="C:\\fakepath\\f.bin";', 'f.bin'],
  ['in UTF-8', 'form-data; name="FilePart"; filename="ünïcödé.bin";', 'ünïcödé.bin'],
  [
    'with an extended name',
    'form-data; name="FilePart"; filename="x"; filename*=UTF-8\'\'%e2%82%ac.bin;',
    '€.bin',
  ],
] as const;

test.each(dispositions)('a Content-Disposition %s is understood', async (_what, disposition, name) => {
  const body = `--x-cut-x\r\nContent-Disposition: ${disposition}\r\nContent-Type: application/octet-stream\r\n\r\nhello\r\n--x-cut-x--\r\n`;
  const answer = await bed.postBody(Buffer.from(body));
  const found = bed.world.tree.file(bed.account('a'), idIn(answer));
  expect([found.name, (await bytesOf(found)).toString()]).toEqual([name, 'hello']);
});

test('a head that is cut anywhere is understood, with bytes of any kind behind it', async () => {
  const bytes = Buffer.from('\r\n--x-cut-\r\n\r\nhello\r\n--x-cut-x');
  const sent = Buffer.from(
    '--x-cut-x\r\nContent-Disposition: form-data; name="FilePart"; filename="cut.bin";\r\n\r\n' +
      `${bytes.subarray(0, -2).toString('latin1')}\r\n--x-cut-x--\r\n`,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(sent.length), { maxLength: 6 }), async (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), sent.length];
      const chunks = places.slice(1).map((end, n) => sent.subarray(places[n], end));
      const path = `/main/upload.jsp?sId=${bed.sessionKey}`;
      const answer = await bed.request('POST', path, { 'content-type': `${FORM_TYPE};` }, chunks);
      const found = bed.world.tree.file(bed.account('a'), idIn(answer));
      expect((await bytesOf(found)).equals(bytes.subarray(0, -2))).toBe(true);
      await bed.world.bin.purge(found);
    }),
    { numRuns: 40 },
  );
});

test('%0A, %0D and %22 stay in the name, unless they are assumed to be what browsers mean', async () => {
  const sent = [part('bytes', 'a%22b%0d%0A%41.txt')];
  await bed.post(sent);
  expect(file('a%22b%0d%0A%41.txt').size).toBe(5n);
  const other = await TransferTestbed.start({ 'form-names': 'decoded' });
  await other.post(sent);
  expect(other.world.find('a', 'a"b\r\n%41.txt')).toBeDefined();
  await other.close();
});

test.each(['form', 'raw'])('x-upload-dir may be the code of a folder (%s)', async (way) => {
  const folder = bed.world.addFolder(bed.account('a'), { name: `coded ${way}` });
  const send = (dir: string) =>
    way === 'form'
      ? bed.post([part('bytes', 'in.txt')], `&x-upload-dir=${dir}`)
      : raw('bytes', '', { 'x-upload-dir': dir, 'x-file-name': 'in.txt' });
  expect(code(await send(folder.code))).toBeUndefined();
  expect([...folder.children].map(({ name }) => name)).toEqual(['in.txt']);
  for (const dir of ['AAAAAAAA', file(`coded ${way}/in.txt`).code]) expect(code(await send(dir))).toBe('4');
});

describe('updateFileId', () => {
  const send = (way: string, id: bigint, more = '') =>
    way === 'form'
      ? bed.post([part('new bytes', 'new name.txt')], `&updateFileId=${id}${more}`)
      : raw('new bytes', `&updateFileId=${id}${more}`, { 'x-file-name': 'new%20name.txt' });

  test.each(['form', 'raw'])('replaces the bytes of a file, and its name (%s)', async (way) => {
    const folder = bed.world.addFolder(bed.account('a'), { name: `updated ${way}` });
    const old = bed.world.addFile(folder, { name: 'old.txt', text: 'old' });
    const { stored } = bed.account('a').space;
    expect(idIn(await send(way, old.id))).toBe(old.id);
    expect([old.name, old.version, old.size]).toEqual(['new name.txt', 2, 9n]);
    expect((await bytesOf(old)).toString()).toBe('new bytes');
    expect(bed.account('a').space.stored - stored).toBe(6n);
    expect(bed.account('a').space.reserved).toBe(0n);
    expect([...folder.children]).toEqual([old]);
    await send(way, old.id, '&keepName=true');
    expect([old.name, old.version]).toEqual(['new name.txt', 3]);
  });

  test('is refused for what cannot be updated, and for parts', async () => {
    const theirs = bed.world.addFile(bed.account('b'), { name: 'theirs.txt', text: 'old' });
    const gone = bed.world.addFile(bed.account('a'), { name: 'gone.txt', text: 'old' });
    await bed.world.remove(gone);
    const contents = bed.contents.size;
    for (const id of [theirs.id, gone.id, 5n]) expect(code(await send('form', id))).toBe('4');
    const mine = bed.world.addFile(bed.account('a'), { name: 'mine.txt', text: 'old' });
    const asPart = [idField(mine.id), byteField(0), part('new')];
    expect(code(await bed.post(asPart, `&updateFileId=${mine.id}`))).toBe('4');
    expect(code(await bed.post([part('new')], '&updateFileId=x'))).toBe('4');
    expect([theirs.version, gone.version, mine.version, bed.contents.size]).toEqual([1, 1, 1, contents]);
  });
});

describe('base64', () => {
  test('bytes arrive as they were before, with any way, split and lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.constantFrom('form', 'fields first', 'raw'),
        fc.constantFrom('\r\n', '\n', ''),
        fc.boolean(),
        async (bytes, way, lineBreak, isPadded) => {
          const lines =
            Buffer.from(bytes)
              .toString('base64')
              .match(/.{1,76}/g) ?? [];
          const text = isPadded ? lines.join(lineBreak) : lines.join(lineBreak).replace(/=+$/, '');
          const id = bed.reserve(bytes.length);
          const query = `&base64=true&resumableFileId=${id}&resumableFirstByte=0`;
          if (way === 'form') await bed.post([part(text), idField(id), byteField(0)], '&base64=true');
          else if (way === 'fields first')
            await bed.post([idField(id), byteField(0), part(text)], '&base64=1');
          else await raw(text, query);
          expect(await bed.finish(id, bytes)).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(['!!!!', 'abcde', 'äöü'])('%s is refused, as it is none', async (text) => {
    expect(code(await bed.post([part(text, 'bad.txt')], '&base64=true'))).toBe('4');
    expect(bed.world.find('a', 'bad.txt')).toBeUndefined();
  });

  test.each(['false', '0', ''])('with the value %s the bytes are what they are', async (value) => {
    await bed.post([part('!!!!', `plain ${value}.txt`)], `&base64=${value}`);
    expect((await bytesOf(file(`plain ${value}.txt`))).toString()).toBe('!!!!');
  });
});

describe('the log', () => {
  test('says once that all bytes of an upload are there', async () => {
    const id = bed.reserve(4);
    const send = async (first: number) => {
      await bed.post([idField(id), byteField(first), part('xx')]);
      return bed.log.at(-1)?.warnings.join();
    };
    expect(await send(0)).toBe('');
    expect(await send(2)).toContain('--assume completion=all-bytes');
    expect(await send(2)).toBe('');
  });

  test('names no account for a call that carries none', async () => {
    const call = (name: string, more = '') =>
      bed.request('POST', '/jax3/DesktopApp', { 'content-type': 'text/xml' }, [
        Buffer.from(
          `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><n:${name} xmlns:n="http://api.soap.shared.pmstation.com/">${more}</n:${name}></e:Body></e:Envelope>`,
        ),
      ]);
    await call('getFreeSpace', '<arg0>a</arg0><arg1>p</arg1>');
    expect(bed.log.at(-1)).toMatchObject({ what: 'getFreeSpace', account: 'a' });
    await call('hasRightUpload');
    expect(bed.log.at(-1)).toMatchObject({ what: 'hasRightUpload', account: undefined });
    await call('getUploadFormUrl', `<arg0>1</arg0><arg1>${bed.sessionKey}</arg1>`);
    expect(bed.log.at(-1)).toMatchObject({ what: 'getUploadFormUrl', account: 'a' });
  });
});
