import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationName, Operations } from '../../wsdl/contract.js';
import type { HttpReply } from './server-under-test.js';
import { WAYS, type Way } from './testing/ways.js';

const OWN = { login: 'me@example.com', password: 'ä<&>"b' };
const FIXTURE = { accounts: [{ ...OWN, quota: 2n ** 60n + 1n }] };
const ROOT = { ...OWN, dirId: -1n };

describe.each(WAYS)('%s', (_name, open) => {
  let way: Way;
  beforeAll(async () => {
    way = await open(FIXTURE);
  });
  afterAll(() => way.close());

  async function resultOf<Name extends OperationName>(
    name: Name,
    args: Operations[Name]['args'],
  ): Promise<Operations[Name]['result']> {
    const outcome = await way.server.call(name, args);
    if ('value' in outcome) return outcome.value;
    throw new Error(`${name} was answered with a fault: ${outcome.fault.text}`);
  }

  const folder = (folderName: string, dirId = -1n): Promise<bigint> =>
    resultOf('createNewFolder', { ...OWN, dirId, folderName });

  async function reserved(account: typeof OWN, name: string, fullSize: bigint) {
    const dirId = -1n;
    const sessionKey = await resultOf('createUploadSessionKey', { ...account, dirId });
    const dataCenterId = Number(await resultOf('getNewFileDataCenter', account));
    const url = await resultOf('getUploadFormUrl', { dataCenterId, sessionKey });
    return { url, fileId: await resultOf('uploadStartFile', { ...account, dirId, name, fullSize }) };
  }

  test('the address has no query, and its description is there', async () => {
    const { address, version } = way.server;
    expect(address).toMatch(new RegExp(`^http://[^?]+/${version}/DesktopApp$`));
    const { status, body } = await way.server.send({ method: 'GET', url: `${address}?wsdl`, headers: {} });
    expect([status, text(body)]).toEqual([200, expect.stringContaining(`location="${address}"`)]);
  });

  test('a login is right or wrong, and a fault is an outcome', async () => {
    expect(await resultOf('login', OWN)).toBe('');
    const wrong = { ...OWN, password: 'ä<&>"' };
    expect(await resultOf('login', wrong)).toMatch(/login/i);
    const details = 'Invalid login or password';
    const exceptionClass = 'com.pmstation.shared.soap.api.WrongCredentialsException';
    // jax2 declares no exception.
    const exception = way.server.version === 'jax3' ? { details, exceptionClass } : undefined;
    expect(await way.server.call('getFreeSpace', wrong)).toMatchObject({
      fault: { code: 'Server', text: details, exception },
    });
  });

  test('numbers of 64 bits keep all their digits, there and back', async () => {
    const space = way.fake.namespace();
    const long = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n });
    await fc.assert(
      fc.asyncProperty(long, fc.boolean(), async (quota, isNegative) => {
        space.changeAccount(OWN.login, { quota });
        expect(await resultOf('getSpaceLimit', OWN)).toBe(quota);
        const dirId = isNegative ? -quota - 1n : quota;
        await way.server.call('getItemsCount', { ...OWN, dirId });
        expect(space.journal.entries().at(-1)).toMatchObject({ arguments: { dirId: String(dirId) } });
      }),
      { numRuns: 10 },
    );
  });

  test('texts come back as they were sent', async () => {
    const unit = fc.constantFrom('a', '<', '&', '>', '"', "'", ' ', ']]>', '\r', '\n', 'ü', '𝄞', '文');
    const flags = { flag1: false, flag2: false };
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 12 }), async (description) => {
        await resultOf('setDirDescription', { ...ROOT, description, ...flags });
        expect(await resultOf('getDirDescription', ROOT)).toBe(description);
      }),
      { numRuns: 15 },
    );
    await resultOf('setDirDescription', { ...ROOT, description: '', ...flags });
    expect(await resultOf('getDirDescription', ROOT)).toBe('');
  });

  test('lists are arrays, of none, one and many, and their dates are dates', async () => {
    const { clock } = way.fake.namespace();
    const time = Date.UTC(2024, 1, 29, 12, 30, 15);
    clock.freeze(time);
    const dirId = await folder('lists');
    expect(await resultOf('getItems', { ...OWN, dirId })).toEqual([]);
    const names = ['one', 'zwei & <drei>', 'вложение 文𝄞'];
    for (const [i, name] of names.entries()) {
      await folder(name, dirId);
      const items = await resultOf('getItems', { ...OWN, dirId });
      expect(items.map((item) => item?.name).sort()).toEqual(names.slice(0, i + 1).sort());
      expect(items.map((item) => item?.date)).toEqual(items.map(() => new Date(time)));
    }
    clock.reset();
  });

  test('lists are sent with none, one and many members, nil among them', async () => {
    const { journal } = way.fake.namespace();
    for (const fileIds of [[], [2n ** 53n + 1n], [1n, null, 2n ** 63n - 1n, null]]) {
      await way.server.call('getFiles', { ...OWN, fileIds });
      const received = fileIds.map((id) => id?.toString() ?? null);
      expect(journal.entries().at(-1)).toMatchObject({ arguments: { fileIds: received } });
    }
  });

  test('an argument that is not given is not sent, and a number that is missing is a fault', async () => {
    const args = { ...OWN, dirId: undefined } as unknown as typeof ROOT;
    expect(await way.server.call('getItems', args)).toMatchObject({
      fault: { code: 'Server', text: expect.stringContaining('IllegalArgumentException') },
    });
  });

  test('a structure is sent with all its fields', async () => {
    const dirId = await folder('shared');
    const [before] = await resultOf('getFolderSharingProperties', { ...OWN, dirId });
    if (!before) throw new Error('a folder has no properties');
    const properties = { ...before, shared: true, upload: !before.upload, search: !before.search };
    await resultOf('setFolderSharingProperties', { ...OWN, dirId, properties });
    const [after] = await resultOf('getFolderSharingProperties', { ...OWN, dirId });
    expect(after).toEqual(properties);
  });

  test('nil is null, and not an empty text', async () => {
    const login = 'nil-session-key@edge.test';
    expect(await resultOf('createUploadSessionKey', { ...OWN, login, dirId: -1n })).toBeNull();
  });

  test('a file is uploaded by the form, and downloaded', async () => {
    way.fake.namespace().changeAccount(OWN.login, { quota: 2n ** 40n });
    const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251);
    const md5 = createHash('md5').update(bytes).digest('hex');
    const name = 'übung & <文>.bin';
    const fullSize = BigInt(bytes.length);
    const { url, fileId } = await reserved(OWN, name, fullSize);
    expect(await way.server.send({ method: 'POST', url, ...(await form(fileId, bytes)) })).toMatchObject({
      status: 200,
    });
    expect(await resultOf('uploadFinishFile', { ...OWN, fileId, md5 })).toBe('');
    const [file] = await resultOf('getFiles', { ...OWN, fileIds: [fileId] });
    expect(file).toMatchObject({ id: fileId, name, size: fullSize, md5 });
    const page = await resultOf('getFileDownloadLink', { ...OWN, fileId });
    const link = await resultOf('getDirectLink', { ...OWN, link: page });
    const got = await way.server.send({ method: 'GET', url: link, headers: {} });
    expect([got.status, lengthOf(got), Buffer.from(got.body).equals(bytes)]).toEqual([200, '3000', true]);
    const head = await way.server.send({ method: 'HEAD', url: link, headers: {} });
    expect([head.status, lengthOf(head), head.body.length]).toEqual([200, '3000', 0]);
    const headers = { range: 'bytes=10-19' };
    const some = await way.server.send({ method: 'GET', url: link, headers });
    expect([some.status, [...some.body]]).toEqual([206, [...bytes.subarray(10, 20)]]);
  });

  test('a redirect is not followed', async () => {
    const login = 'redirecting-upload-url@edge.test';
    const { url, fileId } = await reserved({ ...OWN, login }, 'a.bin', 1n);
    const reply = await way.server.send({ method: 'POST', url, ...(await form(fileId, new Uint8Array(1))) });
    expect([reply.status, reply.headers['location']]).toEqual([307, expect.stringMatching(/^http/)]);
  });

  test.each([
    ['no-reply', 'hung-up'],
    ['reset-reply', 'hung-up'],
    ['truncated-reply', 'hung-up'],
    ['html-reply', 'no-soap'],
    ['empty-reply', 'no-soap'],
  ] as const)('%s is no answer: %s', async (account, kind) => {
    const call = way.server.call('getFreeSpace', { login: `${account}@edge.test`, password: 'any' });
    await expect(call).rejects.toMatchObject({ name: 'NoAnswerError', kind });
  });

  test('no server at the address', async () => {
    const url = await unusedAddress();
    const unreachable = { name: 'NoAnswerError', kind: 'unreachable' };
    await expect(way.server.send({ method: 'GET', url, headers: {} })).rejects.toMatchObject(unreachable);
    await expect(way.at(url).call('getFreeSpace', OWN)).rejects.toMatchObject(unreachable);
  });
});

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const lengthOf = ({ headers }: HttpReply): string | undefined => headers['content-length'];

async function form(fileId: bigint, bytes: Uint8Array<ArrayBuffer>) {
  const fields = new FormData();
  fields.set('resumableFileId', String(fileId));
  fields.set('resumableFirstByte', '0');
  fields.set('FilePart', new Blob([bytes]), 'part');
  const written = new Response(fields);
  const headers = { 'content-type': written.headers.get('content-type') ?? '' };
  return { headers, body: new Uint8Array(await written.arrayBuffer()) };
}

async function unusedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/jax3/DesktopApp?wsdl`;
}
