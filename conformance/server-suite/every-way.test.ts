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

  async function valueOf<Name extends OperationName>(
    name: Name,
    args: Operations[Name]['args'],
  ): Promise<Operations[Name]['result']> {
    const outcome = await way.server.call(name, args);
    if ('value' in outcome) return outcome.value;
    throw new Error(`${name} was answered with a fault: ${outcome.fault.text}`);
  }

  const folder = (folderName: string, dirId = -1n): Promise<bigint> =>
    valueOf('createNewFolder', { ...OWN, dirId, folderName });

  test('the address has no query, and its description is there', async () => {
    const { address, version } = way.server;
    expect(address).toMatch(new RegExp(`^http://[^?]+/${version}/DesktopApp$`));
    const { status, body } = await way.server.send({ method: 'GET', url: `${address}?wsdl`, headers: {} });
    expect([status, text(body)]).toEqual([200, expect.stringContaining(`location="${address}"`)]);
  });

  test('a login is right or wrong, and a fault is an outcome', async () => {
    expect(await valueOf('login', OWN)).toBe('');
    const wrong = { ...OWN, password: 'ä<&>"' };
    expect(await valueOf('login', wrong)).toMatch(/login/i);
    expect(await way.server.call('getFreeSpace', wrong)).toEqual({
      fault: { code: 'Server', text: 'Invalid login or password', exception: undefined },
    });
  });

  test('the exception of a fault is told where the description declares it', async () => {
    const args = { login: 'declared-fault@edge.test', password: 'any' };
    const declared = way.server.version === 'jax3' ? { exceptionClass: expect.any(String) } : undefined;
    expect(await way.server.call('getFreeSpace', args)).toMatchObject({
      fault: { code: 'Server', text: expect.stringMatching(/./), exception: declared },
    });
  });

  test('numbers of 64 bits keep all their digits, there and back', async () => {
    const space = way.fake.namespace();
    const long = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n });
    await fc.assert(
      fc.asyncProperty(long, fc.boolean(), async (quota, isNegative) => {
        space.changeAccount(OWN.login, { quota });
        expect(await valueOf('getSpaceLimit', OWN)).toBe(quota);
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
        await valueOf('setDirDescription', { ...ROOT, description, ...flags });
        expect(await valueOf('getDirDescription', ROOT)).toBe(description);
      }),
      { numRuns: 15 },
    );
    await valueOf('setDirDescription', { ...ROOT, description: '', ...flags });
    expect(await valueOf('getDirDescription', ROOT)).toBe('');
  });

  test('lists are arrays, of none, one and many, and their dates are dates', async () => {
    const { clock } = way.fake.namespace();
    const time = Date.UTC(2024, 1, 29, 12, 30, 15);
    clock.freeze(time);
    const dirId = await folder('lists');
    expect(await valueOf('getItems', { ...OWN, dirId })).toEqual([]);
    const names = ['one', 'zwei & <drei>', 'вложение 文𝄞'];
    for (const [i, name] of names.entries()) {
      await folder(name, dirId);
      const items = await valueOf('getItems', { ...OWN, dirId });
      expect(items.map((item) => item?.name).sort()).toEqual(names.slice(0, i + 1).sort());
      expect(items.map((item) => item?.date)).toEqual(items.map(() => new Date(time)));
    }
    clock.reset();
  });

  test('lists are sent with none, one and many members', async () => {
    const { journal } = way.fake.namespace();
    for (const fileIds of [[], [2n ** 53n + 1n], [1n, 2n ** 63n - 1n, 3n]]) {
      await way.server.call('getFiles', { ...OWN, fileIds });
      expect(journal.entries().at(-1)).toMatchObject({ arguments: { fileIds: fileIds.map(String) } });
    }
  });

  test('a structure is sent with all its fields', async () => {
    const dirId = await folder('shared');
    const before = await valueOf('getFolderSharingProperties', { ...OWN, dirId });
    const properties = { ...before, shared: true, upload: !before.upload, search: !before.search };
    await valueOf('setFolderSharingProperties', { ...OWN, dirId, properties });
    expect(await valueOf('getFolderSharingProperties', { ...OWN, dirId })).toEqual(properties);
  });

  test('nil is null, and not an empty text', async () => {
    const login = 'nil-session-key@edge.test';
    expect(await valueOf('createUploadSessionKey', { ...OWN, login, dirId: -1n })).toBeNull();
  });

  test('a file is uploaded by the form, and downloaded', async () => {
    way.fake.namespace().changeAccount(OWN.login, { quota: 2n ** 40n });
    const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251);
    const md5 = createHash('md5').update(bytes).digest('hex');
    const name = 'übung & <文>.bin';
    const fullSize = BigInt(bytes.length);
    const sessionKey = await valueOf('createUploadSessionKey', ROOT);
    const dataCenterId = await valueOf('getNewFileDataCenter', OWN);
    const url = await valueOf('getUploadFormUrl', { dataCenterId, sessionKey });
    const fileId = await valueOf('uploadStartFile', { ...ROOT, name, fullSize });
    expect(await way.server.send({ method: 'POST', url, ...(await form(fileId, bytes)) })).toMatchObject({
      status: 200,
    });
    expect(await valueOf('uploadFinishFile', { ...OWN, fileId, md5 })).toBe('');
    const [file] = await valueOf('getFiles', { ...OWN, fileIds: [fileId] });
    expect(file).toMatchObject({ id: fileId, name, size: fullSize, md5 });
    const page = await valueOf('getFileDownloadLink', { ...OWN, fileId });
    const link = await valueOf('getDirectLink', { ...OWN, link: page });
    const got = await way.server.send({ method: 'GET', url: link, headers: {} });
    expect([got.status, lengthOf(got), Buffer.from(got.body).equals(bytes)]).toEqual([200, '3000', true]);
    const head = await way.server.send({ method: 'HEAD', url: link, headers: {} });
    expect([head.status, lengthOf(head), head.body.length]).toEqual([200, '3000', 0]);
    const headers = { range: 'bytes=10-19' };
    const some = await way.server.send({ method: 'GET', url: link, headers });
    expect([some.status, [...some.body]]).toEqual([206, [...bytes.subarray(10, 20)]]);
  });

  test('a redirect is not followed', async () => {
    const { origin } = new URL(way.server.address);
    const url = `${origin}/jax3/DesktopApp`;
    const reply = await way.server.send({ method: 'GET', url, headers: {} });
    expect(reply.status).toBeLessThan(600);
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

  test('nobody at the address', async () => {
    const url = await nobodysAddress();
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

async function nobodysAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/jax3/DesktopApp?wsdl`;
}
