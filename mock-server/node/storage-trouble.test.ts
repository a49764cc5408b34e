import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { LogEntry } from '../http/request-log.js';
import { wholeWorld } from '../testing/whole-world.js';
import type { Account } from '../world/index.js';
import { directLink, previewLink } from '../world/sharing/addresses.js';
import { type FourSharedFake, startFourShared } from './start.js';
import { byteField, FORM_TYPE, formBody, idField, md5Of, part } from './testing/transfer-testbed.js';

const home = mkdtempSync(join(tmpdir(), 'storage-trouble-test-'));
afterAll(() => rmSync(home, { recursive: true }));

const LARGE = Buffer.alloc(3_000_000, 'bytes ');
const NOT_USABLE = 'The storage of the server cannot be used at the moment';
const LOST = 'The bytes of the file are gone';

let folder: string;
let log: LogEntry[];
let fake: FourSharedFake;
beforeEach(async () => {
  folder = mkdtempSync(join(home, 'store-'));
  log = [];
  fake = await startFourShared({ storageFolder: folder, log: (entry) => log.push(entry) });
});
afterEach(async () => {
  await fake.close();
  rmSync(folder, { recursive: true, force: true });
});

const SWEEPS: readonly (readonly [what: string, sweep: () => void])[] = [
  [
    'that of the namespace',
    () => readdirSync(folder).forEach((name) => void rmSync(join(folder, name), { recursive: true })),
  ],
  ['the whole', () => rmSync(folder, { recursive: true })],
];

const replaceByFile = (): void => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
};
const mend = (): void => {
  rmSync(folder);
  mkdirSync(folder);
};

const account = (namespace = ''): Account => {
  const found = wholeWorld(fake.namespace(namespace)).account(fake.account.login);
  if (!found) throw new Error('it is there');
  return found;
};

function upload(parts: Parameters<typeof formBody>[0], namespace = ''): Promise<Response> {
  const { name, world } = fake.namespace(namespace);
  const prefix = name === '' ? '' : `/~${name}`;
  return fetch(`${fake.url}${prefix}/main/upload.jsp?sId=${world.openSession(account(namespace))}`, {
    method: 'POST',
    headers: { 'content-type': FORM_TYPE },
    body: new Uint8Array(formBody(parts)),
  });
}

function reserve(size: number): bigint {
  const started = wholeWorld(fake).uploads.start(account(), -1n, 'reserved.bin', BigInt(size));
  if ('refused' in started) throw new Error(started.refused);
  return started.id;
}

async function expectUnavailable(answer: Response, sentence: string): Promise<void> {
  const text = await answer.text();
  expect([answer.status, text]).toEqual([503, expect.stringContaining(sentence)]);
  expect(text).not.toContain(folder);
  await expect.poll(() => log.at(-1)?.failure).toBeInstanceOf(Error);
}

const file = (path: string) => {
  const found = fake.world.find(fake.account.login, path);
  if (found?.kind !== 'file') throw new Error(`${path} is not there`);
  return found;
};

/** Asks a server at an address, as its first account. */
async function callAt(
  url: string,
  who: FourSharedFake['account'],
  name: string,
  ...more: readonly unknown[]
): Promise<Response> {
  const parts = [who.login, who.password, ...more].map((arg, at) => `<arg${at}>${arg}</arg${at}>`).join('');
  return fetch(`${url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><n:${name} xmlns:n="http://api.soap.shared.pmstation.com/">${parts}</n:${name}></e:Body></e:Envelope>`,
  });
}
const call = (name: string, ...more: readonly unknown[]): Promise<Response> =>
  callAt(fake.url, fake.account, name, ...more);

describe.each(SWEEPS)('when a folder is swept away, %s', (_what, sweep) => {
  test('the next files are stored, and the old ones answer 503', async () => {
    expect((await upload([part(LARGE, 'old.mp3')])).status).toBe(200);
    expect((await upload([part(readFileSync('fixtures/media/beach.jpg'), 'old.jpg')])).status).toBe(200);
    await fetch(`${fake.url}/_control/snapshots/before`, { method: 'PUT' });
    sweep();
    for (const name of ['new 1.bin', 'new 2.bin']) {
      expect((await upload([part(LARGE, name)])).status).toBe(200);
      const got = await fetch(directLink(fake.url, file(name)));
      expect(md5Of(new Uint8Array(await got.arrayBuffer()))).toBe(md5Of(LARGE));
    }
    expect((await upload([part(LARGE)], 'another')).status).toBe(200);
    await expectUnavailable(await fetch(directLink(fake.url, file('old.mp3'))), LOST);
    await expectUnavailable(await fetch(directLink(fake.url, file('old.mp3')), { method: 'HEAD' }), '');
    await expectUnavailable(await fetch(previewLink(fake.url, file('old.jpg'))), LOST);
    await expectUnavailable(await call('getMp3FileInfos', -1), LOST);
    await expectUnavailable(await fetch(`${fake.url}/_control/snapshots/before/export`), LOST);
    expect(file('old.mp3').downloadCount).toBe(0);
  });

  test('a part that was there is missing again, and can be sent again', async () => {
    const id = reserve(LARGE.length);
    const half = LARGE.length / 2;
    const send = (first: number) =>
      upload([idField(id), byteField(first), part(LARGE.subarray(first, first + half))]);
    expect((await send(0)).status).toBe(200);
    sweep();
    await expectUnavailable(await send(half), LOST);
    expect((await send(half)).status).toBe(200);
    const finish = () => wholeWorld(fake).uploads.finish(account(), id, md5Of(LARGE));
    expect(await finish()).toContain('byte 0 is the first one missing');
    expect((await send(0)).status).toBe(200);
    expect(await finish()).toBe('');
    const got = await fetch(directLink(fake.url, file('reserved.bin')));
    expect(md5Of(new Uint8Array(await got.arrayBuffer()))).toBe(md5Of(LARGE));
  });

  test('after all parts came, the finish says that they are missing', async () => {
    const id = reserve(LARGE.length);
    expect((await upload([idField(id), byteField(0), part(LARGE)])).status).toBe(200);
    sweep();
    const finish = () => wholeWorld(fake).uploads.finish(account(), id, md5Of(LARGE));
    expect(await finish()).toContain(`byte 0 is the first one missing, 0 of ${LARGE.length} bytes`);
    expect((await upload([idField(id), byteField(0), part(LARGE)])).status).toBe(200);
    expect(await finish()).toBe('');
  });

  test.each(['a part', 'a whole file'])('%s that is arriving is not taken for stored', async (what) => {
    const id = reserve(LARGE.length);
    const fields = what === 'a part' ? [idField(id), byteField(0)] : [];
    const body = formBody([...fields, part(LARGE)]);
    const sending = request(`${fake.url}/main/upload.jsp?sId=${fake.world.openSession(account())}`, {
      method: 'POST',
      headers: { 'content-type': FORM_TYPE, 'content-length': body.length },
    });
    const answered = once(sending, 'response');
    sending.write(body.subarray(0, body.length - 100_000));
    // The folder is made with the first bytes that are stored.
    await expect.poll(() => readdirSync(folder, { recursive: true }).length).toBeGreaterThan(1);
    sweep();
    sending.end(body.subarray(body.length - 100_000));
    const [response] = await answered;
    response.resume();
    expect(response.statusCode).toBe(503);
    expect((await upload([...fields, part(LARGE)])).status).toBe(200);
  });
});

test('a folder that cannot be made is answered with 503, also in a new namespace, until it can', async () => {
  const id = reserve(LARGE.length);
  expect((await upload([part(LARGE, 'a')])).status).toBe(200);
  const snapshot = `${fake.url}/_control/snapshots/s`;
  await fetch(snapshot, { method: 'PUT' });
  const exported = await (await fetch(`${snapshot}/export`)).text();
  const importIt = () =>
    fetch(`${fake.url}/_control/snapshots/t/import`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: exported,
    });
  replaceByFile();
  for (const namespace of ['', 'new']) {
    await expectUnavailable(await upload([part(LARGE)], namespace), `${NOT_USABLE} (it is no folder).`);
    expect((await call('getFreeSpace')).status).toBe(200);
  }
  await expectUnavailable(await upload([idField(id), byteField(0), part(LARGE)]), NOT_USABLE);
  await expectUnavailable(await importIt(), NOT_USABLE);
  mend();
  expect((await importIt()).status).toBe(200);
  expect((await upload([part(LARGE)], 'new')).status).toBe(200);
  expect((await upload([idField(id), byteField(0), part(LARGE)])).status).toBe(200);
  expect(await wholeWorld(fake).uploads.finish(account(), id, md5Of(LARGE))).toBe('');
});

/** A server as a separate process, with what its first account can do. */
async function serverApart(command: string, args: readonly string[], storage: string) {
  const serve = ['dist/bundle/cli.js', 'serve', '--port', '0', '--json', '--storage-folder', storage];
  const child = spawn(command, [...args, process.execPath, ...serve], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  const { url, account: who } = JSON.parse(String(line));
  const answered = async (name: string, ...more: readonly unknown[]): Promise<string> => {
    const text = await (await callAt(url, who, name, ...more)).text();
    return /<return>(.*?)<\/return>/s.exec(text)?.[1] ?? '';
  };
  const key = await answered('createUploadSessionKey', -1);
  const send = async (): Promise<readonly [status: number, text: string]> => {
    const answer = await fetch(`${url}/main/upload.jsp?sId=${key}`, {
      method: 'POST',
      headers: { 'content-type': FORM_TYPE },
      body: new Uint8Array(formBody([part(LARGE)])),
    });
    return [answer.status, await answer.text()];
  };
  return { child, answered, send };
}

/** Whether this machine lets a process have a separate file system. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

test.skipIf(!canMount)(
  'a full disk, and one that is read-only, are answered with 503 until they are not',
  async () => {
    const script = 'mount -t tmpfs -o size=5m none /mnt && exec "$@"';
    const { child, answered, send } = await serverApart('unshare', ['-rm', 'sh', '-c', script, 'sh'], '/mnt');
    const mount = (how: string) =>
      spawnSync('nsenter', ['-t', String(child.pid), '-U', '-m', 'mount', '-o', `remount,${how}`, '/mnt'])
        .status;

    const [status, page] = await send();
    expect(status).toBe(200);
    const id = /id="uploadedFileId"[^>]* value="(\d+)"/.exec(page)?.[1];
    const full = [503, expect.stringContaining(`${NOT_USABLE} (no space left).`)];
    for (let n = 0; n < 2; n++) expect(await send()).toEqual(full);
    expect(Number(await answered('getFreeSpace'))).toBeGreaterThan(0);
    await answered('deleteFileFinal', id);
    expect((await send())[0]).toBe(200);
    expect(mount('ro,size=50m')).toBe(0);
    expect(await send()).toEqual([503, expect.stringContaining(`${NOT_USABLE} (it is read-only).`)]);
    expect(mount('rw,size=50m')).toBe(0);
    expect((await send())[0]).toBe(200);
  },
);

/** What runs a program as a user for whom permissions count, unless the tests are run by one: they do not for root. */
const asUser =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : ['env'];
const [asUserCommand = '', ...asUserArgs] = asUser;
const cannotWrite = (path: string): boolean =>
  spawnSync(asUserCommand, [...asUserArgs, 'test', '-r', 'dist/bundle/cli.js', '-a', '!', '-w', path])
    .status === 0;
const canForbid = process.platform !== 'win32' && cannotWrite('/');

test.skipIf(!canForbid)('a folder without permission is answered with 503 until there is one', async () => {
  const open = join(home, 'permissions');
  mkdirSync(open);
  chmodSync(home, 0o755);
  chmodSync(open, 0o777);
  const { send } = await serverApart(asUserCommand, asUserArgs, open);
  // Its own folder is made with the first bytes.
  chmodSync(open, 0o555);
  const refused = [503, expect.stringContaining(`${NOT_USABLE} (no permission to write).`)];
  for (let n = 0; n < 2; n++) expect(await send()).toEqual(refused);
  chmodSync(open, 0o777);
  expect((await send())[0]).toBe(200);
  const [inner = ''] = readdirSync(open);
  // No user may look into it, not even its owner.
  chmodSync(join(open, inner), 0);
  expect(await send()).toEqual(refused);
  chmodSync(join(open, inner), 0o700);
  expect((await send())[0]).toBe(200);
});

test.skipIf(!canForbid)('a server does not start with a folder without permission, and says why', () => {
  const closed = mkdtempSync(join(home, 'closed-'));
  chmodSync(home, 0o755);
  chmodSync(closed, 0o555);
  const serve = ['dist/bundle/cli.js', 'serve', '--port', '0', '--storage-folder', closed];
  const { status, stderr } = spawnSync(asUserCommand, [...asUserArgs, process.execPath, ...serve], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([
    1,
    `The folder ${closed} cannot hold the uploaded files (no permission to write): choose one that can be written to.\n`,
  ]);
});
