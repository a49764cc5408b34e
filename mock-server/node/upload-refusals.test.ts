import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  byteField,
  FORM_TYPE,
  type FormPart,
  formBody,
  idField,
  input,
  part,
  TransferTestbed,
} from './testing/transfer-testbed.js';

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

describe('refusals', () => {
  const TEXTS: Readonly<Record<number, string>> = {
    1: 'File is too large',
    2: 'Not Enough Free Space',
    3: "File is empty or can't be found.",
    4: 'Unknown server error',
    5: 'File upload has already been resumed from another browser.',
    6: 'File was removed from server.',
  };
  const finished = async (): Promise<bigint> => {
    const id = bed.reserve(1);
    await bed.post([idField(id), byteField(0), part('x')]);
    expect(await bed.finish(id, Buffer.from('x'))).toBe('');
    return id;
  };
  const fields = (id: bigint | string, first: bigint | number | string) => [idField(id), byteField(first)];
  const rows: readonly [
    what: string,
    code: number,
    parts: () => FormPart[] | Promise<FormPart[]>,
    query?: string,
  ][] = [
    ['an id that does not exist', 6, () => [...fields(12345678901n, 0), part('x')]],
    ['an id of -1, as a failed start gives it', 6, () => [...fields(-1n, 0), part('x')]],
    ['an id past 64 bits', 6, () => [...fields('9999999999999999999', 0), part('x')]],
    ["another account's id", 6, () => [...fields(bed.reserve(5, 'b'), 0), part('x')]],
    ['an id that is finished', 6, async () => [...fields(await finished(), 0), part('x')]],
    ['an unknown session', 4, () => [...fields(bed.reserve(5), 0), part('x')], '&sId=unknown'],
    ['bytes past the announced size', 1, () => [...fields(bed.reserve(5), 0), part('123456')]],
    ['bytes past the announced size, fields last', 1, () => [part('123456'), ...fields(bed.reserve(5), 3)]],
    ['a first byte behind the announced size', 1, () => [...fields(bed.reserve(5), 6), part('x')]],
    ['an empty part', 3, () => [...fields(bed.reserve(5), 0), part('')]],
    ['an empty part, fields last', 3, () => [part(''), ...fields(bed.reserve(5), 0)]],
    ['no FilePart', 3, () => fields(bed.reserve(5), 0)],
    ['a form without anything', 3, () => []],
    ['FilePart as text', 3, () => [...fields(bed.reserve(5), 0), { name: 'FilePart', value: 'x' }]],
    ['FilePart without a name', 3, () => [...fields(bed.reserve(5), 0), part('x', '')]],
    ['an id that is no number', 4, () => [...fields('12x', 0), part('x')]],
    ['an id that is empty', 4, () => [...fields('', 0), part('x')]],
    ['a first byte that is no number', 4, () => [...fields(bed.reserve(5), '1.5'), part('x')]],
    ['a first byte below zero', 4, () => [...fields(bed.reserve(5), -1), part('x')]],
    [
      'a first byte that is no number, after the file',
      4,
      () => [part('x'), ...fields(bed.reserve(5), 'NaN')],
    ],
    ['two ids', 4, () => [idField(bed.reserve(5)), ...fields(bed.reserve(5), 0), part('x')]],
    ['an id without a first byte', 4, () => [idField(bed.reserve(5)), part('x')]],
    ['a first byte without an id', 4, () => [byteField(0), part('x')]],
    ['a second file', 4, () => [...fields(bed.reserve(5), 0), part('x'), part('y')]],
    ['a file of another name', 4, () => [...fields(bed.reserve(5), 0), { ...part('x'), name: 'File' }]],
    ['a nested field', 4, () => [{ name: 'a[b]', value: '' }, part('x')]],
    ['a field that is too long', 4, () => [{ name: 'a', value: 'x'.repeat(9000) }, part('x')]],
    ['more fields than any client sends', 4, () => [...Array(101).fill({ name: 'a', value: '' }), part('x')]],
    ['a whole file larger than allowed', 1, () => [part(Buffer.alloc(20_000_001))]],
    ['a whole file that is empty', 3, () => [part('')]],
    ['a folder that is not there', 4, () => [part('x')], '&x-upload-dir=77'],
    ['a folder that is no number', 4, () => [part('x')], '&x-upload-dir=Docs'],
    ['a replacement', 4, () => [part('x')], '&updateFileId=5'],
  ];

  test.each(rows)('%s: code %i', async (_what, code, parts, query = '') => {
    const { sessionKey } = bed;
    const before = bed.contents.size;
    const path = query.startsWith('&sId=')
      ? `/main/upload.jsp?${query.slice(1)}`
      : `/main/upload.jsp?sId=${sessionKey}${query}`;
    const post = async (more: string) =>
      bed.request('POST', `${path}${more}`, { 'content-type': FORM_TYPE }, [formBody(await parts())]);

    const page = await post('');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(input(page.body, 'errorCode')).toBe(String(code));
    expect(input(page.body, 'alert')).toBe(TEXTS[code]?.replaceAll("'", '&#39;'));
    const json = await post('&isAjax=true&sendHttpStatus=true');
    expect(json.status).toBe(403);
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(json.body.toString())).toEqual({
      status: 'error',
      errorCode: code,
      message: TEXTS[code],
    });
    expect(bed.log.at(-1)?.result).toMatch(new RegExp(`^refused with ${code}: .{8}`));
    expect(bed.log.at(-1)?.failure).toBeUndefined();
    expect(bed.openParts).toBe(0);
    for (const upload of bed.world.uploads) await bed.world.uploads.cancel(upload.owner, upload.id);
    expect(bed.contents.size).toBeLessThanOrEqual(before + 2);
  });

  test('no free space for a whole file: code 2, and nothing of it remains', async () => {
    const free = bed.world.accounts.freeSpace(bed.account('a'));
    const held = bed.reserve(15_000_000);
    const more = bed.reserve(15_000_000);
    const most = bed.reserve(free - 30_000_000n - 10n);
    const contents = bed.contents.size;
    const answer = await bed.post([part('12345678901')]);
    expect(input(answer.body, 'errorCode')).toBe('2');
    expect(bed.contents.size).toBe(contents);
    for (const id of [held, more, most]) await bed.world.uploads.cancel(bed.account('a'), id);
    expect(bed.world.accounts.freeSpace(bed.account('a'))).toBe(free);
  });

  test('an update that was started again: code 5 for the part of the first one', async () => {
    const file = bed.world.addFile(bed.account('a'), { name: 'old', text: 'old' });
    const first = await bed.world.uploads.startUpdate(bed.account('a'), file.id, '', 4n);
    expect(first).toHaveProperty('state', 'open');
    const writer = bed.world.openPart(bed.sessionKey, file.id, 0n);
    await bed.world.uploads.startUpdate(bed.account('a'), file.id, '', 4n);
    await expect(writer.write(Buffer.from('x'))).rejects.toHaveProperty('code', 5);
    await writer.close();
    const answer = await bed.post([idField(file.id), byteField(0), part('new.')]);
    expect(input(answer.body, 'uploadedFileId')).toBe('-1');
    await bed.world.uploads.cancel(bed.account('a'), file.id);
  });

  test.each([
    ['no form', 'application/json', '{}', '4'],
    ['a form of another kind', 'application/x-www-form-urlencoded', 'resumableFileId=1', '4'],
    ['no boundary', 'multipart/form-data', 'x', '4'],
    ['a boundary that never comes', FORM_TYPE, 'x', '4'],
    ['a broken part header', FORM_TYPE, '--x-cut-x\r\nno header\r\n\r\nx\r\n--x-cut-x--\r\n', '4'],
  ])('a body that is %s', async (_what, type, body, code) => {
    const answer = await bed.request(
      'POST',
      `/main/upload.jsp?sId=${bed.sessionKey}`,
      { 'content-type': type },
      [Buffer.from(body)],
    );
    expect(answer.status).toBe(200);
    expect(input(answer.body, 'errorCode')).toBe(code);
  });

  test.each([
    [70, '200 no code'],
    [71, '200 4'],
    [8000, '200 4'],
  ])('a boundary of %i characters: %s', async (length, answered) => {
    const boundary = 'b'.repeat(length);
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="FilePart"; filename="b.txt"\r\n\r\n${'\r\n--bbb'.repeat(1000)}\r\n--${boundary}--\r\n`;
    const type = `multipart/form-data; boundary="${boundary}"`;
    const answer = await bed.request(
      'POST',
      `/main/upload.jsp?sId=${bed.sessionKey}`,
      { 'content-type': type },
      [Buffer.from(body)],
    );
    expect(`${answer.status} ${input(answer.body, 'errorCode') ?? 'no code'}`).toBe(answered);
  });

  test('a request without a body: code 3', async () => {
    const answer = await bed.request('POST', `/main/upload.jsp?sId=${bed.sessionKey}`, {
      'content-length': '0',
    });
    expect(input(answer.body, 'errorCode')).toBe('3');
  });

  test.each(['known fields first', 'file first', 'no form'])(
    'the answer reaches a client that sends 8 MB before it reads: %s',
    async (way) => {
      const big = part(Buffer.alloc(8_000_000));
      const parts = way === 'file first' ? [big, ...fields(77n, 0)] : [...fields(77n, 0), big];
      const body = formBody(parts);
      const type = way === 'no form' ? 'text/plain' : FORM_TYPE;
      const head = `POST /main/upload.jsp?sId=${bed.sessionKey} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
      const answer = await bed.sendThenRead(Buffer.concat([Buffer.from(head), body]));
      expect(answer).toContain('HTTP/1.1 200 OK');
      expect(answer).toContain(`value="${way === 'no form' ? 4 : 6}"`);
    },
  );
});
