import { createHash } from 'node:crypto';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApp } from './index.js';
import { envelope, faultString, returned, textOf } from './testing/envelopes.js';

// The whole how-to by raw XML over supertest, step by step as the how-to has it.

const LOGIN = 'user@example.com';
const PASSWORD = 'secret';

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

function client(app: ReturnType<typeof createApp>, version = 'jax3') {
  const post = (xml: string) =>
    request(app).post(`/${version}/DesktopApp`).set('content-type', 'text/xml').send(xml);
  return {
    call: async (operation: string, ...args: readonly (string | number | bigint)[]): Promise<string> => {
      const reply = await post(envelope(operation, ...args));
      if (reply.status !== 200) throw new Error(`${operation}: ${faultString(reply.text)}`);
      return textOf(returned(reply.text));
    },
    own(operation: string, ...args: readonly (string | number | bigint)[]): Promise<string> {
      return this.call(operation, LOGIN, PASSWORD, ...args);
    },
  };
}

/** Path and query of an address, since supertest has another address. */
const local = (address: string): string => address.replace(/^https?:\/\/[^/]+/, '');

async function open(app: ReturnType<typeof createApp>, name: string, size: number) {
  const api = client(app);
  const key = await api.own('createUploadSessionKey', -1);
  const center = await api.own('getNewFileDataCenter');
  const form = await api.call('getUploadFormUrl', center, key);
  const id = await api.own('uploadStartFile', -1, name, size);
  const send = (firstByte: number, part: Buffer) =>
    request(app)
      .post(local(form))
      .field('resumableFileId', id)
      .field('resumableFirstByte', String(firstByte))
      .attach('FilePart', part, 'FilePart');
  return { api, key, center, form, id, send };
}

describe('the upload how-to', () => {
  test('whole: checks, session, data center, address, id, parts, finish, download', async () => {
    const app = createApp();
    const content = Buffer.from('0123456789'.repeat(1000));
    const api = client(app);
    const free = BigInt(await api.own('getFreeSpace'));
    expect(BigInt(await api.own('getMaxFileSize'))).toBeGreaterThanOrEqual(BigInt(content.length));
    const upload = await open(app, 'héllo & <wörld>.txt', content.length);
    expect(upload.key).not.toBe('');
    expect(Number(upload.center)).toBeGreaterThan(0);
    expect(upload.form).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    expect(upload.form).toContain(upload.key);
    expect(BigInt(await api.own('getFreeSpace'))).toBe(free - BigInt(content.length));
    for (const first of [6000, 0, 3000])
      expect(
        (await upload.send(first, content.subarray(first, first === 6000 ? undefined : first + 3000))).status,
      ).toBe(200);
    expect(await api.own('uploadStartedFileExists', upload.id)).toBe('true');
    expect(await api.own('uploadFinishFile', upload.id, md5(content).toUpperCase())).toBe('');
    expect(await api.own('uploadStartedFileExists', upload.id)).toBe('false');
    expect(await api.own('getItems', -1)).toContain('<name>héllo & <wörld>.txt</name>');
    expect(BigInt(await api.own('getFreeSpace'))).toBe(free - BigInt(content.length));
    const direct = await api.own('getDirectLink', await api.own('getFileDownloadLink', upload.id));
    expect(Buffer.from((await request(app).get(local(direct)).buffer()).text)).toEqual(content);
  });

  test('a gap is named by its first byte; the missing part may follow and the upload is finished', async () => {
    const app = createApp();
    const content = Buffer.from('abcdefghij');
    const { api, id, send } = await open(app, 'a.txt', 10);
    await send(0, content.subarray(0, 4));
    await send(7, content.subarray(7));
    const refused = await api.own('uploadFinishFile', id, md5(content));
    expect(refused).toMatch(/\b4\b/);
    expect(refused).toMatch(/\b10\b/);
    await send(4, content.subarray(4, 7));
    expect(await api.own('uploadFinishFile', id, md5(content))).toBe('');
  });

  test('a wrong digest is reported with both digests; the parts are kept', async () => {
    const app = createApp();
    const content = Buffer.from('abcdefghij');
    const { api, id, send } = await open(app, 'a.txt', 10);
    await send(0, content);
    const wrong = md5(Buffer.from('other'));
    const message = await api.own('uploadFinishFile', id, wrong);
    expect(message).toContain(wrong);
    expect(message).toContain(md5(content));
    expect(await api.own('uploadFinishFile', id, md5(content))).toBe('');
    expect(await api.own('uploadFinishFile', id, md5(content))).toBe('');
  });

  test('two uploads cannot both win the last bytes; cancelling gives them back', async () => {
    const app = createApp({ fixture: { accounts: [{ login: LOGIN, password: PASSWORD, quota: 100n }] } });
    const api = client(app);
    const first = await api.own('uploadStartFile', -1, 'a', 60);
    expect(BigInt(first)).toBeGreaterThan(0n);
    expect(await api.own('uploadStartFile', -1, 'b', 41)).toBe('0');
    expect(BigInt(await api.own('uploadStartFile', -1, 'c', 40))).toBeGreaterThan(0n);
    expect(await api.own('getFreeSpace')).toBe('0');
    await api.own('uploadCancelFile', first);
    expect(await api.own('getFreeSpace')).toBe('60');
  });

  test('ids beyond 2^53 survive', async () => {
    const firstId = 9007199254740993n;
    const app = createApp({ fixture: { firstId, accounts: [{ login: LOGIN, password: PASSWORD }] } });
    const content = Buffer.from('abc');
    const { api, id, send } = await open(app, 'a.txt', 3);
    expect(BigInt(id)).toBeGreaterThanOrEqual(firstId);
    await send(0, content);
    expect(await api.own('uploadFinishFile', id, md5(content))).toBe('');
    expect(await api.own('getFileInfo', id)).toContain(`<id>${id}</id>`);
  });

  test('a password may carry the name of an application; a wrong one is a fault or a message', async () => {
    const api = client(createApp());
    expect(await api.call('getFreeSpace', LOGIN, `!!!my app!!:${PASSWORD}`)).toMatch(/^\d+$/);
    await expect(api.call('getFreeSpace', LOGIN, 'wrong')).rejects.toThrow(
      'getFreeSpace: Invalid login or password',
    );
    expect(await api.call('login', LOGIN, 'wrong')).toBe('Invalid login or password');
    expect(await api.call('isExistsLoginPassword', LOGIN, 'wrong')).toBe('false');
  });
});

describe('jax2', () => {
  test('is the same world, without the added operations and fields and without the typed detail', async () => {
    const app = createApp();
    const api = client(app, 'jax2');
    const root = await api.own('getRoot');
    expect(root).not.toMatch(/<version>|<empty>/);
    expect(await client(app).own('getRoot')).toMatch(/<empty>.*<version>/);
    await expect(api.own('simpleUploadStart', -1, 'a', 1)).rejects.toThrow(
      'Cannot find dispatch method for {http://api.soap.shared.pmstation.com/}simpleUploadStart',
    );
    const fault = (version: string) =>
      request(app)
        .post(`/${version}/DesktopApp`)
        .set('content-type', 'text/xml')
        .send(envelope('getRoot', LOGIN, 'wrong'));
    expect((await fault('jax2')).text).not.toContain('<detail>');
    expect((await fault('jax3')).text).toContain(
      '<ns2:ApiException xmlns:ns2="http://api.soap.shared.pmstation.com/"><details>',
    );
  });
});
