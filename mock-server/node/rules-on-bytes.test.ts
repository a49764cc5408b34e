import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Act } from '../edge-cases/act.js';
import type { PartTrigger } from '../edge-cases/rule.js';
import { byteField, FORM_TYPE, formBody, idField, input, part } from './testing/transfer-testbed.js';
import { md5Hex, type Seen, WireTestbed } from './testing/wire-testbed.js';

const BYTES = Buffer.from('0123456789'.repeat(10));
const DIGEST = md5Hex(BYTES);

let bed: WireTestbed;
let target: string;
let id: string;
beforeEach(async () => {
  bed = await WireTestbed.start();
  target = await bed.formTarget();
  id = await bed.reserve(BYTES.length);
});
afterEach(() => bed.close());

const arm = (acts: readonly Act[], on: Omit<PartTrigger, 'kind'> = {}, times = 1): void =>
  bed.arm({ id: 'x', on: { kind: 'part', ...on }, do: acts, times });

const send = (from = 0, to = BYTES.length): Promise<Seen> =>
  bed.post(target, [idField(id), byteField(from), part(BYTES.subarray(from, to))]);

const errorCode = ({ body }: Seen): string | undefined => input(body, 'errorCode');
const finish = (): Promise<string> => bed.ask('uploadFinishFile', id, DIGEST);
const missing = (): bigint | undefined =>
  [...bed.namespace.world.uploads][0]?.bytes.received.firstMissing(0n, BigInt(BYTES.length));

describe('parts', () => {
  test('the form answers with a status and a page in place of the usual response, and then is well again', async () => {
    arm([{ act: 'status', status: 500, body: 'Oops' }]);
    const seen = await send();
    expect(seen.head).toMatch(/^HTTP\/1\.1 500 /);
    expect(seen.body.toString()).toBe('Oops');
    expect(missing()).toBe(0n);
    expect(errorCode(await send())).toBeUndefined();
    expect(await finish()).toBe('');
  });

  test('the form answers with nothing at all', async () => {
    arm([{ act: 'status', status: 200, perform: true }]);
    const { head, body } = await send();
    expect([head.split('\r\n')[0], body.length]).toEqual(['HTTP/1.1 200 OK', 0]);
    expect(await finish()).toBe('');
  });

  test('a part is refused with a code of the service', async () => {
    arm([{ act: 'refuse', code: 2 }], { nth: 2 });
    expect(errorCode(await send(0, 50))).toBeUndefined();
    expect(errorCode(await send(50))).toBe('2');
    expect(missing()).toBe(50n);
    expect(bed.namespace.journal.entries({ kind: 'part' })).toMatchObject([
      { outcome: 'ok', firstByte: '0', received: '50', rules: [] },
      { outcome: 'refused', firstByte: '50', received: '50', rules: ['x'], refusal: { code: 2 } },
    ]);
  });

  test('a part is accepted and lost', async () => {
    arm([{ act: 'lose' }], { firstByte: 50n });
    expect(errorCode(await send(0, 50))).toBeUndefined();
    expect(errorCode(await send(50))).toBeUndefined();
    expect(await finish()).toMatch(/byte 50 is the first one missing/);
    await send(50);
    expect(await finish()).toBe('');
  });

  test('a part is stored twice', async () => {
    arm([{ act: 'double' }], { fileId: BigInt(id) });
    expect(errorCode(await send())).toBeUndefined();
    expect(await finish()).toBe('The parts have 200 bytes together, 100 were announced.');
  });

  test.each([
    ['fields first', true],
    ['file first', false],
  ])('bytes are inverted on their way in (%s)', async (_, fieldsFirst) => {
    arm([{ act: 'corrupt', from: 10n, direction: 'in' }]);
    const parts = [idField(id), byteField(0), part(BYTES)];
    await bed.post(target, fieldsFirst ? parts : parts.reverse());
    const wrong = Buffer.from(BYTES);
    wrong[10] = (wrong[10] ?? 0) ^ 0xff;
    expect(await finish()).toContain(md5Hex(wrong));
  });

  test('the connection is reset after so many bytes came; those are stored', async () => {
    arm([{ act: 'reset', afterBytes: 30n, direction: 'in' }]);
    const whole = formBody([idField(id), byteField(0), part(BYTES)]);
    const seen = await bed.exchange('POST', target, whole, [`Content-Type: ${FORM_TYPE}`]);
    expect(seen).toMatchObject({ head: '', end: 'reset' });
    await expect
      .poll(() => bed.namespace.journal.entries({ kind: 'part' })[0])
      .toMatchObject({ outcome: 'cut', received: '30' });
    expect(missing()).toBe(30n);
    await send(30);
    expect(await finish()).toBe('');
  });

  test('the connection is reset in the midst of megabytes that are still being sent', async () => {
    const large = Buffer.alloc(900_000, 'x');
    id = await bed.reserve(large.length);
    arm([{ act: 'reset', afterBytes: 300_000n, direction: 'in' }]);
    const seen = await bed.post(target, [idField(id), byteField(0), part(large)]);
    expect(seen.end).toBe('reset');
    await expect.poll(() => bed.namespace.journal.entries({ kind: 'part' })[0]?.outcome).toBe('cut');
    const upload = [...bed.namespace.world.uploads].find((each) => String(each.id) === id);
    expect(upload?.bytes.received.firstMissing(0n, 900_000n)).toBe(300_000n);
  });

  test('a part that stalls is one until the client gives up; what came before is stored', async () => {
    arm([{ act: 'stall', afterBytes: 40n, direction: 'in' }]);
    const whole = formBody([idField(id), byteField(0), part(BYTES)]);
    const seen = await bed.exchange('POST', target, whole, [`Content-Type: ${FORM_TYPE}`], 200);
    expect(seen).toMatchObject({ head: '', end: 'idle' });
    await expect.poll(() => bed.namespace.journal.entries({ kind: 'part' })[0]?.outcome).toBe('cut');
    await send();
    expect(await finish()).toBe('');
  });

  test('a slow line takes its time, and all arrives', async () => {
    arm([{ act: 'throttle', bytesPerSecond: 1000, direction: 'in' }]);
    const began = performance.now();
    expect(errorCode(await send())).toBeUndefined();
    // 100 bytes at 1,000 a second; a fifth may be given at once.
    expect(performance.now() - began).toBeGreaterThan(50);
    expect(await finish()).toBe('');
  });

  test('the answer to a part is cut, held and given up like any other', async () => {
    arm([{ act: 'hang-up', perform: true }]);
    expect(await send()).toMatchObject({ head: '', end: 'fin' });
    expect(await finish()).toBe('');
    id = await bed.reserve(BYTES.length);
    bed.namespace.rules.clear();
    arm([{ act: 'hold', name: 'gate', at: 'after' }]);
    const answer = send();
    await bed.namespace.holds.arrived('gate');
    expect(bed.namespace.holds.release('gate')).toBe(1);
    expect(errorCode(await answer)).toBeUndefined();
  });

  test('a file that is sent whole can be lost, too', async () => {
    arm([{ act: 'lose' }]);
    expect(errorCode(await bed.post(target, [part(BYTES, 'whole.bin')]))).toBeUndefined();
    expect(bed.namespace.world.find('a@b.c', 'whole.bin')).toBeUndefined();
    await bed.post(target, [part(BYTES, 'whole.bin')]);
    expect(bed.namespace.world.find('a@b.c', 'whole.bin')).toBeDefined();
  });

  test('raw bodies obey the same rules', async () => {
    const raw = target.replace('upload.jsp', 'upload5.jsp');
    const query = `&resumableFileId=${id}&resumableFirstByte=0`;
    arm([{ act: 'refuse', code: 5 }], { firstByte: 0n });
    const seen = await bed.exchange('POST', raw + query, BYTES, ['Content-Type: application/octet-stream']);
    expect(JSON.parse(seen.body.toString())).toMatchObject({ status: 'error', errorCode: 5 });
  });

  test('the address that leads on leads to the form', async () => {
    const seen = await bed.exchange('POST', target.replace('upload.jsp', 'redirect.jsp'), Buffer.from('x'));
    expect(seen.head).toMatch(/^HTTP\/1\.1 307 /);
    expect(seen.head).toContain(`Location: ${bed.url}${target}`);
  });

  test('the journal has fields, file name, bytes and what should not be there', async () => {
    bed.namespace.journal.recordRaw = true;
    const body = formBody([
      idField(id),
      { name: 'login', value: 'a@b.c' },
      part(BYTES, 'Ä.bin'),
      byteField(0),
    ]);
    await bed.exchange('POST', target, body, [`Content-Type: ${FORM_TYPE}`, 'X-Password: p']);
    const [entry] = bed.namespace.journal.entries({ kind: 'part' });
    expect(entry).toMatchObject({
      account: 'a@b.c',
      fileName: 'Ä.bin',
      bytesIn: String(body.length),
      secretsIn: ['header x-password', 'field login'],
    });
    expect(entry?.kind === 'part' && entry.fields.map(({ name }) => name)).toEqual([
      'resumableFileId',
      'login',
      'FilePart',
      'resumableFirstByte',
    ]);
    const raw = entry?.raw?.request;
    expect(raw && 'base64' in raw && Buffer.from(raw.base64, 'base64').includes(BYTES)).toBe(true);
  });
});

describe('downloads', () => {
  let path: string;
  beforeEach(async () => {
    await send();
    await finish();
    const link = await bed.ask('getFileDownloadLink', id);
    path = new URL(await bed.ask('getDirectLink', link)).pathname;
  });

  const get = (headers: readonly string[] = []): Promise<Seen> =>
    bed.exchange('GET', path, Buffer.alloc(0), headers);
  const armDownload = (...acts: readonly Act[]): void =>
    bed.arm({ id: 'd', on: { kind: 'download', fileId: BigInt(id) }, do: acts, times: 1 });

  test.each<[string, Act, Seen['end'], number]>([
    ['a reset', { act: 'reset', afterBytes: 40n }, 'reset', 40],
    ['an end', { act: 'truncate', afterBytes: 99n }, 'fin', 99],
    ['an end at once', { act: 'truncate', afterBytes: 0n }, 'fin', 0],
  ])('break off with %s, and do not count then', async (_, act, end, length) => {
    armDownload(act);
    const seen = await get();
    expect(seen.head).toMatch(/^Content-Length: 100$/im);
    expect([seen.body.length, seen.end]).toEqual([length, end]);
    expect(bed.namespace.world.find('a@b.c', 'file.bin')).toMatchObject({ downloadCount: 0 });
    expect((await get()).body.equals(BYTES)).toBe(true);
    expect(bed.namespace.journal.entries({ kind: 'download' })).toMatchObject([
      { outcome: 'cut', rules: ['d'], bytesOut: String(length), range: { start: '0', end: '100' } },
      { outcome: 'ok', rules: [], bytesOut: '100', status: 200, name: 'file.bin', fileId: id },
    ]);
  });

  test('come with wrong bytes, within a range too', async () => {
    armDownload({ act: 'corrupt', from: 1n });
    const { head, body } = await get(['Range: bytes=10-12']);
    expect(head).toMatch(/^HTTP\/1\.1 206 /);
    expect([...body]).toEqual([48, 49 ^ 0xff, 50]);
  });

  test('are answered with a page', async () => {
    armDownload({ act: 'status', status: 403, body: 'limit reached' });
    const { head, body } = await get();
    expect(head).toMatch(/^HTTP\/1\.1 403 /);
    expect(body.toString()).toBe('limit reached');
  });

  test('a file that is not there is in the journal', async () => {
    await bed.exchange('GET', '/file/AAAAAAAA/x.html', Buffer.alloc(0));
    expect(bed.namespace.journal.entries({ kind: 'download' })).toMatchObject([
      { outcome: 'error', status: 404 },
    ]);
  });
});
