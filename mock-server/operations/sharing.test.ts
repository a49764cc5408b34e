import { describe, expect, test } from 'vitest';
import { CLOSED } from '../world/errors.js';
import { as, fault, GONE, ME, NO_FOLDER } from './testing/caller.js';
import { DEEP, OTHER, SUB, sharedScene, TOP, TOP_FILE } from './testing/sharing-scene.js';

describe('sharing properties', () => {
  test('there are two sets: the values, and what may change, without texts', async () => {
    const { call, caller } = sharedScene({ password: 'sesame', upload: true });
    const sets = await call('getFolderSharingProperties', { dirId: TOP });
    expect(sets).toHaveLength(2);
    expect(sets[0]).toMatchObject({ shared: true, upload: true, delete: false, password: 'sesame' });
    expect(sets[0]).not.toHaveProperty('subdomainName');
    expect(Object.keys(sets[0] ?? {})).toHaveLength(19);
    expect(Object.keys(sets[1] ?? {})).toHaveLength(18);
    expect(Object.entries(sets[1] ?? {}).filter(([, may]) => !may)).toEqual([['subdomainAllowed', false]]);
    const premium = await caller.as(as('premium'), 'getFolderSharingProperties', { dirId: 60n });
    expect(premium[0]).toMatchObject({ shared: false });
    expect(Object.values(premium[1] ?? {})).not.toContain(false);
  });

  test('a full set is taken back; the root can be shared, too', async () => {
    const { call } = sharedScene(undefined);
    for (const dirId of [TOP, -1n]) {
      const [values] = await call('getFolderSharingProperties', { dirId });
      if (!values) throw new Error('there are values');
      expect(values.shared).toBe(false);
      const properties = { ...values, shared: true, embed: !values.embed, password: 'x' };
      expect(await call('setFolderSharingProperties', { dirId, properties })).toBe('');
      expect((await call('getFolderSharingProperties', { dirId }))[0]).toEqual(properties);
      const { password: _, ...open } = properties;
      expect(await call('setFolderSharingProperties', { dirId, properties: open })).toBe('');
      expect((await call('getFolderSharingProperties', { dirId }))[0]).toEqual(open);
    }
  });

  test('what only premium accounts may change is ignored for others', async () => {
    const { call, caller } = sharedScene({});
    const wanted = { subdomainAllowed: true, subdomainName: 'mine' };
    for (const [who, dirId, taken] of [
      [ME, TOP, false],
      [as('premium'), 60n, true],
    ] as const) {
      const [values] = await caller.as(who, 'getFolderSharingProperties', { dirId });
      if (!values) throw new Error('there are values');
      const properties = { ...values, ...wanted };
      expect(await caller.as(who, 'setFolderSharingProperties', { dirId, properties })).toBe('');
      const [now] = await caller.as(who, 'getFolderSharingProperties', { dirId });
      expect(now).toEqual(taken ? properties : values);
    }
    expect(await call('checkSubdomain', { dirId: TOP, subdomainName: 'MINE' })).toBe(
      'The subdomain "MINE" is taken.',
    );
  });

  test('checkSubdomain wants a free host label; a message of setFolderSharingProperties changes nothing', async () => {
    const { caller, world } = sharedScene({});
    const premium = as('premium');
    const check = (subdomainName: string, dirId = 60n) =>
      caller.as(premium, 'checkSubdomain', { dirId, subdomainName });
    for (const name of ['a', 'my-files', 'A1', 'x'.repeat(63)]) expect(await check(name)).toBe('');
    for (const name of ['', '-a', 'a-', 'a.b', 'ü', 'a b', 'x'.repeat(64)]) {
      expect(await check(name)).toMatch(/^A subdomain has 1 to 63 letters/);
    }
    const [values] = await caller.as(premium, 'getFolderSharingProperties', { dirId: 60n });
    if (!values) throw new Error('there are values');
    const set = (dirId: bigint, subdomainName: string) =>
      caller.as(premium, 'setFolderSharingProperties', {
        dirId,
        properties: { ...values, subdomainName },
      });
    expect(await set(60n, 'one')).toBe('');
    expect(await check('one')).toBe('');
    expect(await check('ONE', -1n)).toBe('The subdomain "ONE" is taken.');
    expect(await set(-1n, 'one')).toBe('The subdomain "one" is taken.');
    expect(await set(-1n, 'a.b')).toMatch(/^A subdomain has/);
    expect(world.sharing.properties(world.accounts.authenticate(premium.login, 'x').root)).toMatchObject({
      shared: false,
      subdomainName: '',
    });
    expect(await set(60n, 'two')).toBe('');
    expect(await check('one', -1n)).toBe('');
    await caller.as(premium, 'deleteFolderFinal', { dirId: 60n });
    expect(await check('two', -1n)).toBe('');
  });

  test.each(['getFolderSharingProperties', 'setFolderSharingProperties', 'checkSubdomain'] as const)(
    '%s is for own folders outside the recycle bin only',
    async (name) => {
      const { call, caller, check } = sharedScene({ moderator: true, delete: true });
      expect(await check(TOP)).toBe(0);
      const [properties] = await call('getFolderSharingProperties', { dirId: TOP });
      if (!properties) throw new Error('there are values');
      const args = { subdomainName: 'x', properties };
      await expect(caller.as(OTHER, name, { dirId: TOP, ...args })).rejects.toEqual(NO_FOLDER);
      await call('deleteFolder', { dirId: TOP });
      for (const dirId of [TOP, SUB, GONE, TOP_FILE, 0n]) {
        await expect(call(name, { dirId, ...args })).rejects.toEqual(NO_FOLDER);
      }
    },
  );
});

describe('checkSharedDirAccess', () => {
  const open = { password: 'sesame' };

  test('0: both passwords are right, or it is the caller’s own folder', async () => {
    const { check, call } = sharedScene(open);
    expect(await check(TOP, 'sesame')).toBe(0);
    for (const dirId of [TOP, SUB, -1n])
      expect(await call('checkSharedDirAccess', { dirId, dirPassword: '', userDirPassword: '' })).toBe(0);
    expect(await sharedScene({}).check(TOP, 'anything')).toBe(0);
  });

  test('1: there is no such folder, or it is in the recycle bin', async () => {
    const { check, call } = sharedScene(open);
    for (const id of [GONE, TOP_FILE, 0n, -2n]) expect(await check(id, 'sesame')).toBe(1);
    await call('deleteFolder', { dirId: TOP });
    expect(await check(TOP, 'sesame')).toBe(1);
    expect(await call('checkSharedDirAccess', { dirId: SUB, dirPassword: '', userDirPassword: '' })).toBe(1);
  });

  test('2 and 6: the account of the owner is not active or banned', async () => {
    expect(await sharedScene(open, {}, { active: false }).check(TOP, 'sesame')).toBe(2);
    expect(await sharedScene(open, {}, { banned: true }).check(TOP, 'sesame')).toBe(6);
  });

  test('3: the folder, or one above it, is blocked for abuse', async () => {
    const { world, check } = sharedScene(open);
    world.abuse.block(world.tree.folder(world.accounts.authenticate(ME.login, ME.password), TOP));
    expect(await check(TOP, 'sesame')).toBe(3);
    expect(await check(SUB, 'sesame')).toBe(3);
  });

  test('4: the generated password is wrong', async () => {
    const { check, generated } = sharedScene(open);
    for (const wrong of ['', '00000000', `${generated(TOP)}0`, generated(TOP).slice(1), generated(SUB)]) {
      expect(await check(TOP, 'sesame', wrong)).toBe(4);
    }
    expect(await check(SUB, 'sesame', generated(TOP))).toBe(0);
  });

  test('5: it is not shared, or lies below one that does not show subfolders', async () => {
    expect(await sharedScene(undefined).check(TOP)).toBe(5);
    expect(await sharedScene({ shared: false }).check(TOP)).toBe(5);
    const { check } = sharedScene({ viewSubfolders: false });
    expect([await check(TOP), await check(SUB), await check(DEEP)]).toEqual([0, 5, 5]);
    expect(await sharedScene({}).check(DEEP)).toBe(0);
  });

  test('8: the owner’s password is wrong', async () => {
    const { check } = sharedScene(open);
    for (const wrong of ['', 'Sesame', 'sesame ', 'sesamesesame']) expect(await check(TOP, wrong)).toBe(8);
    expect(await check(DEEP, '')).toBe(8);
  });

  test.each([
    [undefined, [6, 2, 3, 5, 4]],
    ['4,5,3,2,6,1,8', [4, 5, 3, 2, 6]],
    ['8,1,2,3,4,5,6', [2, 3, 4, 5, 6]],
  ])('the order %s decides between several codes', async (order, expected) => {
    const assume = order === undefined ? {} : { 'access-order': order };
    const { world, check, generated } = sharedScene(undefined, { assume }, { active: false, banned: true });
    const owner = world.account(ME.login);
    const top = world.tree.node(TOP);
    if (!owner || top?.kind !== 'folder') throw new Error('they are there');
    world.abuse.block(top);
    let sent = 'wrong';
    const amend: Readonly<Record<number, () => void>> = {
      2: () => {
        owner.active = true;
      },
      3: () => world.abuse.unblock(top),
      4: () => {
        sent = generated(TOP);
      },
      5: () => world.sharing.set(top, { ...world.sharing.properties(top), shared: true }),
      6: () => {
        owner.banned = false;
      },
    };
    for (const code of expected) {
      expect(await check(TOP, '', sent)).toBe(code);
      amend[code]?.();
    }
    expect(await check(TOP, '', sent)).toBe(0);
  });
});

describe('getSharedDirItems', () => {
  test('lists what lies in the folder, without subfolders that are not shown', async () => {
    for (const [viewSubfolders, names] of [
      [true, ['Sub', 'top.txt']],
      [false, ['top.txt']],
    ] as const) {
      const { caller, generated } = sharedScene({ viewSubfolders });
      const args = { dirId: TOP, dirPassword: generated(TOP), userDirPassword: '' };
      const items = await caller.as(OTHER, 'getSharedDirItems', args);
      expect(items.map((item) => item?.name)).toEqual(names);
      const own = await caller.call('getSharedDirItems', { ...args, dirPassword: '' });
      expect(own).toHaveLength(2);
    }
  });

  test('faults where the check is not 0', async () => {
    const { caller, generated, world } = sharedScene({ password: 'sesame' });
    const attempt = (dirId: bigint, dirPassword: string, userDirPassword: string) =>
      caller.as(OTHER, 'getSharedDirItems', { dirId, dirPassword, userDirPassword });
    const key = generated(TOP);
    await expect(attempt(GONE, key, 'sesame')).rejects.toEqual(NO_FOLDER);
    await expect(attempt(TOP, '', 'sesame')).rejects.toEqual(fault(CLOSED[4]));
    await expect(attempt(TOP, key, '')).rejects.toEqual(fault(CLOSED[8]));
    await expect(attempt(43n, generated(43n), '')).rejects.toEqual(fault(CLOSED[5]));
    const owner = world.accounts.authenticate(ME.login, ME.password);
    world.abuse.block(world.tree.folder(owner, TOP));
    await expect(attempt(TOP, key, 'sesame')).rejects.toEqual(fault(CLOSED[3]));
    owner.active = false;
    await expect(attempt(TOP, key, 'sesame')).rejects.toEqual(fault(CLOSED[2]));
    owner.banned = true;
    await expect(attempt(TOP, key, 'sesame')).rejects.toEqual(fault(CLOSED[6]));
  });
});

describe('the mark of items', () => {
  test.each([
    ['inherited', [true, true, true, true, true, false, false]],
    ['own', [true, false, false, false, false, false, false]],
  ])('%s', async (mark, expected) => {
    const { call } = sharedScene({}, { assume: { 'shared-mark': mark } });
    const items = await call('getAllItems', {});
    const marks = new Map(items.map((item) => [item?.id, item?.shared]));
    expect([40n, 41n, 42n, 50n, 51n, 43n, 53n].map((id) => marks.get(id))).toEqual(expected);
    expect((await call('getDirInfo', { dirId: SUB })).shared).toBe(expected[1]);
  });

  test('nothing below is marked where subfolders are not shown', async () => {
    const { call } = sharedScene({ viewSubfolders: false });
    expect((await call('getItems', { dirId: TOP })).map((item) => item?.shared)).toEqual([false, true]);
  });
});
