import { readdirSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { parse as parseDisposition } from 'content-disposition';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileNode } from '../world/index.js';
import { directLink, pageLink, versionLink } from '../world/sharing/addresses.js';
import { part, TransferTestbed } from './testing/transfer-testbed.js';

let bed: TransferTestbed;
let file: FileNode;
let path: string;
const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 256));
beforeAll(async () => {
  bed = await TransferTestbed.start();
  file = bed.world.addFile(bed.account('a'), { name: 'some file.pdf', base64: BYTES.toString('base64') });
  path = directLink('', file);
});
afterAll(() => bed.close());

const NOT_VALID = 'The file link that you requested is not valid';

describe('addresses', () => {
  test('the direct link serves the very bytes, with any name and query', async () => {
    const password = bed.world.links.password(file);
    for (const address of [
      path,
      `${path}?query=1`,
      versionLink('', file, 1),
      `/download/${file.code}`,
      `/download/${file.id}/${password}/name.html`,
    ]) {
      const answer = await bed.get(address);
      expect([address, answer.status]).toEqual([address, 200]);
      expect(answer.body.equals(BYTES)).toBe(true);
    }
  });

  test.each([
    ['an unknown code', () => '/file/AAAAAAAA/x.html'],
    ['a wrong password', () => `/file/${file.id}/00000000/x.html`],
    ['an unknown id', () => '/file/5/00000000/x.html'],
    ['a file with the word of a folder', () => `/folder/${file.code}/x.html`],
    ['a broken escape', () => '/file/AAAAAAAA/%E0%A4%A.html'],
  ])('%s gets a page that says so', async (_what, makeAddress) => {
    const address = makeAddress();
    for (const method of ['GET', 'HEAD']) {
      const answer = await bed.request(method, address);
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.body.toString().includes(NOT_VALID)).toBe(method === 'GET');
    }
  });

  test('a file in the recycle bin is gone', async () => {
    const gone = bed.world.addFile(bed.account('a'), { name: 'gone.txt', text: 'x' });
    await bed.world.remove(gone);
    expect((await bed.get(directLink('', gone))).status).toBe(404);
  });

  test('an address of another shape is left to others', async () => {
    for (const address of ['/', '/main/upload.jsp', '/x/y/z']) {
      expect((await bed.get(address)).body.toString()).not.toContain(NOT_VALID);
    }
  });
});

describe('headers', () => {
  test('of a whole file', async () => {
    const { headers } = await bed.get(path);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '1000',
      'accept-ranges': 'bytes',
      etag: `"${file.md5}-1"`,
      'last-modified': new Date(file.date).toUTCString(),
      'content-disposition': 'attachment; filename="some file.pdf"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });

  test('HEAD has those of GET and no bytes', async () => {
    const { headers: get } = await bed.get(path);
    const { headers: head, body } = await bed.request('HEAD', path);
    expect({ ...head, date: '' }).toEqual({ ...get, date: '' });
    expect(body).toHaveLength(0);
  });

  test('an update changes the ETag', async () => {
    const old = bed.world.addFile(bed.account('a'), { name: 'updated.txt', text: 'same' });
    const before = await bed.get(directLink('', old));
    await bed.world.uploads.startUpdate(bed.account('a'), old.id, '', 4n);
    const writer = bed.world.openPart(bed.sessionKey, old.id, 0n);
    await writer.write(Buffer.from('same'));
    await writer.close();
    await bed.finish(old.id, Buffer.from('same'));
    const after = await bed.get(directLink('', old));
    expect(after.body).toEqual(before.body);
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  test.each([
    ['page.html', 'text/html; charset=utf-8'],
    ['html', 'application/octet-stream'],
    ['a/b.png', 'image/png'],
    ['.profile', 'application/octet-stream'],
    ['song.MP3', 'audio/mpeg'],
    ['x.toString', 'application/octet-stream'],
  ])('%s is %s', async (name, type) => {
    const typed = bed.world.addFile(bed.account('a'), { name, text: 'x' });
    expect((await bed.get(`/download/${typed.code}/x`)).headers['content-type']).toBe(type);
  });

  test('any name can be downloaded, and says nothing but the name', async () => {
    const unit = fc.oneof(
      fc.constantFrom('"', '\\', '\r', '\n', ';', '%', "'", '/', '\0'),
      fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)),
    );
    const names = fc.oneof(
      fc.array(unit, { minLength: 1, maxLength: 8 }).map((units) => units.join('')),
      fc.uint16Array({ minLength: 1, maxLength: 8 }).map((units) => String.fromCharCode(...units)),
      fc.constant('x\r\nSet-Cookie: a=b\r\n\r\n<html>'),
    );
    await fc.assert(
      fc.asyncProperty(
        names.filter((name) => name !== ''),
        async (name) => {
          const named = bed.world.addFile(bed.account('a'), { name, text: 'bytes' });
          const { status, headers, body } = await bed.get(directLink('', named));
          expect([status, body.toString(), headers['set-cookie']]).toEqual([200, 'bytes', undefined]);
          const { parameters } = parseDisposition(headers['content-disposition'] ?? '');
          const said = name.replace(/[\p{Cc}\p{Surrogate}]/gu, '_');
          expect(parameters['filename']).toBe(said);
          await bed.world.remove(named);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('ranges', () => {
  test('any range gets its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1100), fc.option(fc.nat(1100)), async (first, last) => {
        const { status, headers, body } = await bed.get(path, { range: `bytes=${first}-${last ?? ''}` });
        if (last !== null && last < first) {
          expect([status, body.length]).toEqual([200, 1000]);
          return;
        }
        if (first >= 1000) {
          expect([status, headers['content-range'], body.length]).toEqual([416, 'bytes */1000', 0]);
          return;
        }
        const end = Math.min(last ?? 999, 999);
        expect([status, headers['content-range']]).toEqual([206, `bytes ${first}-${end}/1000`]);
        expect(headers['content-length']).toBe(String(end + 1 - first));
        expect(body.equals(BYTES.subarray(first, end + 1))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['bytes=-10', {}, 206, 10],
    ['bytes=-5000', {}, 206, 1000],
    ['bytes=0-0,5-6', {}, 200, 1000],
    ['bytes=-0', {}, 416, 0],
    ['bytes=-', {}, 200, 1000],
    ['pages=0-5', {}, 200, 1000],
    ['nonsense', {}, 200, 1000],
    ['bytes=0-9', { 'if-range': '"other"' }, 200, 1000],
    ['bytes=0-9', { 'if-range': () => `"${file.md5}-1"` }, 206, 10],
    ['bytes=0-9', { 'if-range': () => new Date(file.date).toUTCString() }, 206, 10],
  ] as const)('%s %j', async (range, conditions, status, length) => {
    const headers = Object.entries(conditions).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value(),
    ]);
    const answer = await bed.get(path, { range, ...Object.fromEntries(headers) });
    expect([answer.status, answer.body.length]).toEqual([status, length]);
  });

  test('HEAD knows no ranges, as RFC 9110 says', async () => {
    const answer = await bed.request('HEAD', path, { range: 'bytes=0-9' });
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '1000', 0]);
  });

  test('the empty file', async () => {
    const empty = directLink('', bed.world.addFile(bed.account('a'), { name: 'empty' }));
    const answer = await bed.get(empty);
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '0', 0]);
    expect((await bed.get(empty, { range: 'bytes=0-' })).status).toBe(416);
  });

  test('far past 4 GiB', async () => {
    const size = 2n ** 40n;
    const middle = 2n ** 39n + 1n;
    const content = bed.contents.create();
    await content.write(middle, Buffer.from('far'));
    await content.rest();
    const { root } = bed.account('b');
    const huge = directLink('', bed.world.tree.addFile(root, 'huge', { content, size, md5: '0'.repeat(32) }));
    expect((await bed.request('HEAD', huge)).headers['content-length']).toBe(String(size));
    const answer = await bed.get(huge, { range: `bytes=${middle - 1n}-${middle + 3n}` });
    expect(answer.body.toString()).toBe('\0far\0');
    expect((await bed.get(huge, { range: `bytes=${size - 3n}-` })).body).toEqual(Buffer.alloc(3));
  });
});

describe('conditions', () => {
  test.each([
    [() => ({ 'if-none-match': `"${file.md5}-1"` }), 304],
    [() => ({ 'if-none-match': '*' }), 304],
    [() => ({ 'if-none-match': '"other"' }), 200],
    [() => ({ 'if-modified-since': new Date(file.date).toUTCString() }), 304],
    [() => ({ 'if-modified-since': new Date(file.date - 5000).toUTCString() }), 200],
    [() => ({ 'if-none-match': '"other"', 'if-modified-since': new Date(file.date).toUTCString() }), 200],
  ])('%s: %i', async (headers, status) => {
    const answer = await bed.get(path, headers());
    expect([answer.status, answer.body.length]).toEqual([status, status === 304 ? 0 : 1000]);
    expect(answer.headers.etag).toBe(`"${file.md5}-1"`);
  });
});

test('a download counts once all of it was delivered, and nothing else does', async () => {
  const counted = bed.world.addFile(bed.account('a'), { name: 'counted.txt', text: 'text' });
  const address = directLink('', counted);
  await bed.request('HEAD', address);
  await bed.get(address, { range: 'bytes=0-1' });
  await bed.get(address, { 'if-none-match': '*' });
  await bed.get(pageLink('', counted));
  expect(counted.downloadCount).toBe(0);
  await bed.get(address);
  await bed.get(`${address}?query=1`);
  expect(counted.downloadCount).toBe(2);
  expect(bed.log.at(-1)).toMatchObject({ account: 'a', result: '200' });
});

test('a download that is broken off lets go of its file and does not count', async () => {
  await bed.post([part(Buffer.alloc(15_000_000), 'large.bin')]);
  const large = bed.world.find('a', 'large.bin');
  if (large?.kind !== 'file') throw new Error('large.bin is not there');
  const logged = bed.log.length;
  const socket = connect(bed.port, '127.0.0.1');
  socket.write(`GET ${directLink('', large)} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  while (bed.log.length === logged) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(bed.log.at(-1)).toMatchObject({ result: 'broken off', failure: undefined });
  expect(large.downloadCount).toBe(0);
  if (process.platform === 'linux') {
    const open = readdirSync('/proc/self/fd').map((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`);
      } catch {
        return '';
      }
    });
    expect(open.filter((name) => name.startsWith(bed.contents.folder ?? '-'))).toEqual([]);
  }
});
