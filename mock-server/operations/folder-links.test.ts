import { describe, expect, test } from 'vitest';
import { CLOSED } from '../world/errors.js';
import { fault, GONE, ME, NO_FOLDER } from './testing/caller.js';
import { DEEP, OTHER, PRIVATE, SUB, sharedScene, TOP, TOP_FILE } from './testing/sharing-scene.js';

const NOT_VALID = 'The file link that you requested is not valid';
const names = (items: readonly ({ readonly name?: string } | null)[]) => items.map((item) => item?.name);

describe('decodeId', () => {
  test('gives id and generated password, which open the folder', async () => {
    const { caller, world } = sharedScene({});
    const code = world.tree.node(SUB)?.code ?? '';
    const [id = '', dirPassword = ''] = (await caller.as(OTHER, 'decodeId', { encodedId: code })).split('/');
    const keys = { dirId: BigInt(id), dirPassword, userDirPassword: '' };
    expect(names(await caller.as(OTHER, 'getSharedDirItems', keys))).toEqual(['Deep', 'sub.txt']);
  });

  test('faults for what is no folder', async () => {
    const { caller, world } = sharedScene({});
    await caller.call('deleteFolder', { dirId: PRIVATE });
    for (const encodedId of [
      '',
      'AAAAAAAA',
      String(TOP),
      ...[TOP_FILE, PRIVATE].map((id) => world.tree.node(id)?.code ?? ''),
    ]) {
      await expect(caller.call('decodeId', { encodedId })).rejects.toEqual(NO_FOLDER);
    }
  });
});

describe('addToMyAccount', () => {
  test('copies a file; the copy lives on without the original', async () => {
    const { caller, world, linkOf } = sharedScene(undefined);
    const add = (dirId: bigint) => caller.as(OTHER, 'addToMyAccount', { dirId, link: linkOf(TOP_FILE) });
    expect(await add(-1n)).toBe('');
    await caller.call('deleteFileFinal', { fileId: TOP_FILE });
    const [copy] = await caller.as(OTHER, 'getItems', { dirId: -1n });
    expect(copy).toMatchObject({ name: 'top.txt', size: 3n, version: 1 });
    expect(await caller.as(OTHER, 'getFreeSpace', {})).toBe(997n);
    const bytes = [];
    const node = world.tree.node(copy?.id ?? 0n);
    if (node?.kind !== 'file') throw new Error('it is a file');
    for await (const piece of node.content.read(0n, 3n)) bytes.push(...piece);
    expect(new TextDecoder().decode(new Uint8Array(bytes))).toBe('top');
  });

  test('says what is wrong with the link, the file, the target or the room', async () => {
    const { caller, world, linkOf, check } = sharedScene({ password: 'sesame' });
    const add = (link: string, dirId = -1n) => caller.as(OTHER, 'addToMyAccount', { dirId, link });
    expect(await add('nonsense')).toBe(NOT_VALID);
    expect(await add('/file/AAAAAAAA/x.html')).toBe('File not found');
    expect(await add(linkOf(TOP_FILE))).toBe('Access denied');
    expect(await add(linkOf(TOP))).toBe(CLOSED[8]);
    expect(await add(linkOf(PRIVATE))).toBe(CLOSED[5]);
    for (const dirId of [GONE, TOP]) await expect(add(linkOf(TOP_FILE), dirId)).rejects.toEqual(NO_FOLDER);
    expect(await check(TOP, 'sesame')).toBe(0);
    const other = world.accounts.authenticate(OTHER.login, OTHER.password);
    other.quota = 2n;
    expect(await add(linkOf(TOP_FILE))).toBe('The copies need 3 bytes, and 2 are free.');
    other.quota = 3n;
    expect(await add(linkOf(TOP_FILE))).toBe('');
    const own = await caller.call('addToMyAccount', { dirId: -1n, link: linkOf(TOP) });
    expect(own).toBe('The folder is in your account already.');
    await caller.call('deleteFolder', { dirId: PRIVATE });
    const binned = caller.call('addToMyAccount', { dirId: PRIVATE, link: linkOf(TOP_FILE) });
    expect(await binned).toBe('The folder to add to is in the recycle bin.');
  });

  test('a folder becomes a link, which is gone when the folder is, or its sharing', async () => {
    const { caller, world, linkOf } = sharedScene({});
    const held = async () => names(await caller.as(OTHER, 'getDirLinkItems', {}));
    for (const id of [SUB, TOP, TOP])
      expect(await caller.as(OTHER, 'addToMyAccount', { dirId: -1n, link: linkOf(id) })).toBe('');
    expect(await held()).toEqual(['Sub', 'Top']);
    expect(await caller.as(OTHER, 'getItemsCount', { dirId: TOP })).toBe(2n);
    expect(await caller.as(OTHER, 'getItems', { dirId: -1n })).toEqual([]);
    expect(await caller.call('getDirLinkItems', {})).toEqual([]);
    await caller.call('deleteFolderFinal', { dirId: SUB });
    expect(await held()).toEqual(['Top']);
    const top = world.tree.folder(world.accounts.authenticate(ME.login, ME.password), TOP);
    world.sharing.set(top, { ...world.sharing.properties(top), shared: false });
    expect(await held()).toEqual([]);
  });

  test.each(['opened', 'never'])(
    'a folder becomes a copy of what is shown (foreign-access %s)',
    async (foreign) => {
      const assume = { 'added-folder': 'copy', 'foreign-access': foreign };
      const { caller, world, linkOf } = sharedScene({}, { assume });
      const me = world.accounts.authenticate(ME.login, ME.password);
      const deep = world.tree.folder(me, DEEP);
      world.sharing.set(deep, { ...world.sharing.properties(deep), shared: true, password: 'own' });
      expect(await caller.as(OTHER, 'addToMyAccount', { dirId: -1n, link: linkOf(TOP) })).toBe('');
      expect(names(await caller.as(OTHER, 'getAllItems', {}))).toEqual(['Top', 'Sub', 'sub.txt', 'top.txt']);
      expect(await caller.as(OTHER, 'getDirLinkItems', {})).toEqual([]);
      const again = caller.as(OTHER, 'addToMyAccount', { dirId: -1n, link: linkOf(TOP) });
      expect(await again).toMatch(/has a folder "Top" already/);
    },
  );
});

describe('getDirLinkItems', () => {
  const scene = (reading: string) =>
    sharedScene({ password: 'sesame' }, { assume: { 'dir-link-items': reading } });

  test.each(['either', 'address'])(
    '%s: lists the folder at an address, opened with a password',
    async (reading) => {
      const { caller, linkOf } = scene(reading);
      const list = (login: string, password: string) => caller.as({ login, password }, 'getDirLinkItems', {});
      expect(names(await list(linkOf(TOP), 'sesame'))).toEqual(['Sub', 'top.txt']);
      await expect(list(linkOf(TOP), 'wrong')).rejects.toEqual(fault(CLOSED[8]));
      await expect(list(linkOf(PRIVATE), '')).rejects.toEqual(fault(CLOSED[5]));
      await expect(list(linkOf(TOP_FILE), 'sesame')).rejects.toEqual(NO_FOLDER);
      await expect(list('http://any.host/x', '')).rejects.toEqual(fault(NOT_VALID));
    },
  );

  test('account: an address is a login without an account; address: a login is no address', async () => {
    const account = scene('account');
    const asLogin = { login: account.linkOf(TOP), password: 'sesame' };
    await expect(account.caller.as(asLogin, 'getDirLinkItems', {})).rejects.toEqual(
      fault('Invalid login or password'),
    );
    expect(await account.call('getDirLinkItems', {})).toEqual([]);
    await expect(scene('address').call('getDirLinkItems', {})).rejects.toEqual(fault(NOT_VALID));
  });
});

describe('getDirectLink', () => {
  test('of a file behind a password needs the folder to be opened, for everybody but its owner', async () => {
    const { caller, linkOf, check } = sharedScene({ password: 'sesame' });
    const link = linkOf(TOP_FILE);
    await expect(caller.as(OTHER, 'getDirectLink', { link })).rejects.toEqual(fault('Access denied'));
    expect(await caller.call('getDirectLink', { link })).toContain('/download/');
    expect(await check(TOP, 'sesame')).toBe(0);
    expect(await caller.as(OTHER, 'getDirectLink', { link })).toContain('/download/');
  });
});

describe('getSharedPlaylistLink', () => {
  const scene = (assume = {}) => {
    const made = sharedScene({ password: 'open sesame' }, { assume });
    const me = made.world.accounts.authenticate(ME.login, ME.password);
    made.world.addFile(made.world.tree.folder(me, TOP), { name: 'song.mp3', text: 'la' });
    const link = (dirId: bigint, userDirPassword: string, dirPassword = made.generated(dirId)) =>
      made.caller.as(OTHER, 'getSharedPlaylistLink', { dirId, dirPassword, userDirPassword });
    return { ...made, link };
  };

  test('gives an address with the password, and nothing for a folder without music', async () => {
    const { link } = scene();
    expect(await link(TOP, 'open sesame')).toMatch(
      /\/playlist\/[\w-]{8}\/Top\.m3u\?userPass2=open%20sesame$/,
    );
    expect(await link(DEEP, 'open sesame')).toBe('');
  });

  test('what has a separate password does not count', async () => {
    const { link, world } = scene({ 'playlist-scope': 'tree' });
    const me = world.accounts.authenticate(ME.login, ME.password);
    const deep = world.tree.folder(me, DEEP);
    world.addFile(deep, { name: 'song.mp3', text: 'la' });
    expect(await link(SUB, 'open sesame')).toContain('/playlist/');
    world.sharing.set(deep, { ...world.sharing.properties(deep), shared: true, password: 'own' });
    expect(await link(SUB, 'open sesame')).toBe('');
  });

  test('faults as getSharedDirItems does', async () => {
    const { link } = scene();
    await expect(link(TOP, '')).rejects.toEqual(fault(CLOSED[8]));
    await expect(link(TOP, 'open sesame', '')).rejects.toEqual(fault(CLOSED[4]));
    await expect(link(PRIVATE, '')).rejects.toEqual(fault(CLOSED[5]));
    await expect(link(GONE, '')).rejects.toEqual(NO_FOLDER);
  });
});
