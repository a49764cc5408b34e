import { beforeEach, describe, expect, test } from 'vitest';
import { pageLink } from '../world/sharing/addresses.js';
import { as, BASE, Caller, DATE, fault, GONE, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const me = () => caller.world.accounts.authenticate(ME.login, ME.password);

describe('programs', () => {
  test('getToolUrl and getToolVersion go by program and platform, without regard to case', async () => {
    expect(await call('getToolList', {})).toEqual(['Desktop', 'Sync', 'Uploader']);
    const windows = { toolName: 'desktop', platform: 'Windows' };
    expect(await call('getToolUrl', windows)).toBe(`${BASE}/tools/Desktop/windows`);
    expect(await call('getToolVersion', windows)).toBe('3.2.1');
    expect(await call('getToolVersion', { ...windows, platform: 'mac' })).toBe('1.4.0');
  });

  test.each([
    ['Desktop', 'amiga'],
    ['Desktop', ''],
    ['Nothing', 'windows'],
    ['', ''],
    ['Desktop/windows', ''],
    ['__proto__', 'constructor'],
  ])('of %j for %j there is none', async (toolName, platform) => {
    expect(await call('getToolUrl', { toolName, platform })).toBe('');
    expect(await call('getToolVersion', { toolName, platform })).toBe('');
  });

  test('those of a fixture replace the made-up ones', async () => {
    caller = new Caller({ tools: [{ name: 'My Tööl', versions: { os2: '1' } }] });
    expect(await call('getToolList', {})).toEqual(['My Tööl']);
    expect(await call('getToolUrl', { toolName: 'My Tööl', platform: 'os2' })).toBe(
      `${BASE}/tools/My%20T%C3%B6%C3%B6l/os2`,
    );
    expect(await call('getToolUrl', { toolName: 'Desktop', platform: 'windows' })).toBe('');
  });

  test.each([
    [[{ name: '', versions: {} }], /^tools\[0\]\.name is "", but must begin with a letter or digit/],
    [[{ name: '..', versions: {} }], /^tools\[0\]\.name is "\.\.", but must begin/],
    [[{ name: 'a', versions: { 'os/2': '1' } }], /^tools\[0\]\.versions\.os\/2 is "os\/2", but must begin/],
    [
      [
        { name: 'a', versions: {} },
        { name: 'A', versions: {} },
      ],
      'tools[1].name is "A", which is there already; case does not count',
    ],
  ])('%j is refused', (tools, message) => {
    expect(() => new Caller({ tools })).toThrow(message);
  });

  test('getCurrentUploaderVersion is the number that is assumed', async () => {
    expect(await call('getCurrentUploaderVersion', {})).toBe(1n);
    caller = new Caller({ assume: { 'uploader-version': '9223372036854775807' } });
    expect(await call('getCurrentUploaderVersion', {})).toBe(2n ** 63n - 1n);
  });

  test('uploaderLoggedIn is true, also for banned accounts, and leaves what it tells on the account', async () => {
    expect(me().uploader).toBeUndefined();
    for (const uploaderVersion of ['1.0', '2.0']) {
      expect(await call('uploaderLoggedIn', { uploaderVersion, operatingSystem: 'OS/2' })).toBe(true);
    }
    expect(me().uploader).toEqual({ version: '2.0', system: 'OS/2' });
    const empty = { uploaderVersion: '', operatingSystem: '' };
    expect(await caller.as(as('banned'), 'uploaderLoggedIn', empty)).toBe(true);
    const wrong = caller.as({ ...ME, password: 'x' }, 'uploaderLoggedIn', empty);
    await expect(wrong).rejects.toEqual(fault('Invalid login or password'));
    expect(me().uploader?.version).toBe('2.0');
  });

  test('run knows no command, which is a fault or an empty text', async () => {
    const command = { command: 'x', parameters: '' };
    await expect(call('run', command)).rejects.toEqual(fault('Unknown command'));
    caller = new Caller({ assume: { 'run-command': 'empty' } });
    expect(await call('run', command)).toBe('');
  });
});

describe('downloadFinished', () => {
  const count = async () => (await call('getFileInfo', { fileId: 12n })).downloadCount;

  test.each([
    ['both', 2],
    ['bytes', 1],
    ['reported', 1],
  ])('with %s counting, a download and a report make %i', async (counting, downloads) => {
    caller = new Caller({ assume: { 'download-count': counting } });
    expect(await call('downloadFinished', { fileId: 12n })).toBeUndefined();
    expect(await count()).toBe(counting === 'bytes' ? 0 : 1);
    caller.world.countDownload(caller.world.tree.file(me(), 12n), 'bytes');
    expect(await count()).toBe(downloads);
  });

  test.each([18n, 2n, -1n, GONE])('faults for %i, which is no file of the account', async (fileId) => {
    await expect(call('downloadFinished', { fileId })).rejects.toEqual(NO_FILE);
  });
});

describe('synchronisation', () => {
  test('getOwnedSizeLimit and getNotOwnedSizeLimit are the numbers that are assumed', async () => {
    expect(await call('getOwnedSizeLimit', {})).toBe(100n * 2n ** 30n);
    expect(await call('getNotOwnedSizeLimit', {})).toBe(10n * 2n ** 30n);
    caller = new Caller({ assume: { 'owned-size-limit': '5', 'not-owned-size-limit': '4' } });
    expect(await call('getOwnedSizeLimit', {})).toBe(5n);
    expect(await call('getNotOwnedSizeLimit', {})).toBe(4n);
  });

  test('markSynchronized and syncFinished are kept for the account and the folder', async () => {
    const marks = (dirId: bigint) =>
      caller.world.synchronisation.marks(me(), caller.world.tree.folder(me(), dirId));
    expect(await call('markSynchronized', { dirId: 2n })).toBeUndefined();
    expect(marks(2n)).toEqual({ marked: DATE });
    expect(await call('syncFinished', { dirId: 2n })).toBeUndefined();
    expect(marks(2n)).toEqual({ marked: DATE, finished: DATE });
    await call('syncFinished', { dirId: -1n });
    expect(marks(-1n)).toEqual({ finished: DATE });
    expect(marks(3n)).toEqual({});
    const other = caller.world.accounts.authenticate('other@example.com', 'x');
    expect(caller.world.synchronisation.marks(other, caller.world.tree.folder(me(), 2n))).toEqual({});
  });

  test.each([5n, 8n, 12n, 0n, GONE])(
    'both fault for %i, which is no folder that can be seen',
    async (dirId) => {
      await expect(call('markSynchronized', { dirId })).rejects.toEqual(NO_FOLDER);
      await expect(call('syncFinished', { dirId })).rejects.toEqual(NO_FOLDER);
    },
  );
});

describe('reportAbuse', () => {
  const WHY = {
    reason: 'copyright',
    name: 'N',
    company: 'C',
    email: 'n@example.com',
    phone: '1',
    message: 'M',
  };
  const link = (path: string, login = ME.login) => {
    const node = caller.world.find(login, path);
    if (!node) throw new Error(`no ${path}`);
    return pageLink(BASE, node);
  };
  const folder = (dirId: bigint) => caller.world.tree.folder(me(), dirId);

  test('keeps the report, by the id of what it is about, and blocks nothing', async () => {
    const file = { isDirectory: false, link: link('Theirs.txt', 'other@example.com'), ...WHY };
    const dir = { isDirectory: true, link: link('Beta'), ...WHY };
    expect(await call('reportAbuse', file)).toBe('');
    expect(await caller.as(as('other'), 'reportAbuse', dir)).toBe('');
    expect(caller.world.abuse.reports).toEqual([
      { ...file, id: 18n, date: DATE, reporter: me() },
      { ...dir, id: 2n, date: DATE, reporter: caller.world.account('other@example.com') },
    ]);
    expect(caller.world.abuse.isBlocked(folder(2n))).toBe(false);
  });

  test('blocks the folder and what is in it if that is assumed', async () => {
    caller = new Caller({ assume: { 'abuse-report': 'blocks' } });
    const { abuse } = caller.world;
    expect(await call('reportAbuse', { isDirectory: false, link: link('b.txt'), ...WHY })).toBe('');
    expect(abuse.isBlocked(folder(-1n))).toBe(false);
    expect(await call('reportAbuse', { isDirectory: true, link: link('Beta'), ...WHY })).toBe('');
    expect([-1n, 2n, 3n, 4n].map((id) => abuse.isBlocked(folder(id)))).toEqual([false, true, true, false]);
    abuse.unblock(folder(2n));
    expect(abuse.isBlocked(folder(3n))).toBe(false);
  });

  test('says why a report is not taken', async () => {
    const report = (isDirectory: boolean, address: string, more = {}) =>
      call('reportAbuse', { isDirectory, link: address, ...WHY, ...more });
    expect(await report(true, link('b.txt'))).toBe('The link is not that of a folder.');
    expect(await report(false, link('Beta'))).toBe('The link is not that of a file.');
    expect(await report(false, '')).toBe('The file link that you requested is not valid');
    expect(await report(false, '/file/AAAAAAAA')).toBe('File not found');
    expect(await report(true, link('Beta'), { message: 'm'.repeat(4001) })).toBe(
      'The message has 4001 characters, at most 4000 are allowed.',
    );
    expect(caller.world.abuse.reports).toEqual([]);
  });

  test('keeps the newest thousand', async () => {
    const dir = { isDirectory: true, link: link('Beta'), ...WHY };
    for (let n = 0; n < 1002; n++) await call('reportAbuse', { ...dir, reason: String(n) });
    expect(caller.world.abuse.reports).toHaveLength(1000);
    expect(caller.world.abuse.reports[0]?.reason).toBe('2');
  });
});
