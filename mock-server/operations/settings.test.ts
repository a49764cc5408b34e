import { beforeEach, describe, expect, test } from 'vitest';
import type { UserSetting } from '../../wsdl/contract.js';
import type { SettingsGroup } from '../world/settings/settings-table.js';
import { as, Caller, fault } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);

/** A setting as clients send it, with nothing but what counts. */
const set = (id: number, value?: string): UserSetting => ({
  editable: true,
  id,
  possibleValues: [],
  ...(value !== undefined && { value }),
});

/** The values of all settings by name. */
async function values(who?: ReturnType<typeof as>): Promise<Record<string, string | undefined>> {
  const groups = who ? await caller.as(who, 'getAllSettings', {}) : await call('getAllSettings', {});
  const settings = groups.flatMap((group) => group?.settings ?? []);
  return Object.fromEntries(settings.map((setting) => [setting?.name, setting?.value]));
}

describe('the table', () => {
  test('getSettingGroups and getAllSettings list the same groups, getSettings each of them', async () => {
    const groups = await call('getSettingGroups', {});
    expect(groups.map((group) => group?.groupId)).toEqual([1, 2, 3, 4]);
    expect(groups[0]).toEqual({ groupId: 1, groupName: 'general', translatedName: 'General' });
    const all = await call('getAllSettings', {});
    expect(all.map((one) => one?.settingsGroup)).toEqual(groups);
    for (const one of all) {
      const groupId = one?.settingsGroup?.groupId ?? 0;
      expect(await call('getSettings', { groupId })).toEqual(one);
    }
  });

  test('a setting says everything about itself', async () => {
    const { settings } = await call('getSettings', { groupId: 4 });
    expect(settings[0]).toEqual({
      editable: true,
      id: 401,
      name: 'language',
      possibleValues: ['en', 'de', 'es', 'fr', 'pt', 'ru', 'uk'],
      title: 'Language',
      type: 'choice',
      value: 'en',
    });
  });

  test.each([0, -1, 5, 2 ** 31 - 1])('getSettings faults for the unknown group %i', async (groupId) => {
    await expect(call('getSettings', { groupId })).rejects.toEqual(fault('Settings group not found'));
  });

  test('some settings show the account as it is', async () => {
    const shown = { login: 'me@example.com', username: 'me', plan: 'free', confirmed: 'true' };
    expect(await values()).toMatchObject(shown);
    expect(await values(as('premium'))).toMatchObject({ username: 'premium', plan: 'premium' });
    expect(await values(as('inactive'))).toMatchObject({ confirmed: 'false' });
  });
});

describe('applySettings', () => {
  test('stores what is good, for this account alone', async () => {
    const changes = [set(102, 'Néw'), set(201, 'false'), set(401, 'uk'), set(402, '-7'), set(403, '')];
    expect(await call('checkSettings', { settings: { settings: changes } })).toEqual([]);
    expect(await values()).toMatchObject({ username: 'me', language: 'en' });
    expect(await call('applySettings', { settings: { settings: changes } })).toEqual([]);
    const changed = { username: 'Néw', showProfile: 'false', language: 'uk', itemsPerPage: '-7' };
    expect(await values()).toMatchObject({ ...changed, signature: '' });
    expect(caller.world.account('me@example.com')?.username).toBe('Néw');
    expect(await values(as('other'))).toMatchObject({ username: 'other', language: 'en' });
  });

  test('takes back what getSettings gave, and of several for one id the last', async () => {
    for (const settings of await call('getAllSettings', {})) {
      expect(await call('applySettings', { settings: settings ?? { settings: [] } })).toEqual([]);
    }
    const twice = [set(401, 'de'), set(401, 'fr')];
    expect(await call('applySettings', { settings: { settings: twice } })).toEqual([]);
    expect(await values()).toMatchObject({ language: 'fr' });
  });

  test('passes over nil entries, and over an empty set', async () => {
    const settings = { settings: [null, set(401, 'ru'), null] };
    expect(await call('checkSettings', { settings })).toEqual([]);
    expect(await call('applySettings', { settings })).toEqual([]);
    expect(await call('applySettings', { settings: { settings: [] } })).toEqual([]);
    expect(await values()).toMatchObject({ language: 'ru' });
  });

  const BAD: readonly [setting: UserSetting, message: string][] = [
    [set(0, 'x'), 'There is no setting 0.'],
    [set(-5), 'There is no setting -5.'],
    [set(101, 'x@example.com'), 'Setting 101, login: It cannot be changed.'],
    [set(103, 'premium'), 'Setting 103, plan: It cannot be changed.'],
    [set(104, 'false'), 'Setting 104, confirmed: It cannot be changed.'],
    [set(102, ''), 'Setting 102, username: The user name is empty.'],
    [
      set(102, 'n'.repeat(101)),
      'Setting 102, username: The user name has 101 characters, at most 100 are allowed.',
    ],
    [set(201, 'TRUE'), 'Setting 201, showProfile: "TRUE" is not true or false.'],
    [set(201), 'Setting 201, showProfile: "" is not true or false.'],
    [set(401, 'xx'), 'Setting 401, language: "xx" is not one of en, de, es, fr, pt, ru, uk.'],
    [set(402, '1.5'), 'Setting 402, itemsPerPage: "1.5" is no whole number.'],
    [set(402, '9'.repeat(5000)), `Setting 402, itemsPerPage: "${'9'.repeat(100)}..." is no whole number.`],
    [
      set(403, 's'.repeat(1001)),
      'Setting 403, signature: The text has 1001 characters, at most 1000 are allowed.',
    ],
  ];

  test('stores nothing if one is bad, and says what is wrong with each', async () => {
    const before = await values();
    for (const [setting, message] of BAD) {
      const settings = { settings: [set(401, 'de'), setting, set(403, 'x')] };
      expect(await call('checkSettings', { settings })).toEqual([message]);
      expect(await call('applySettings', { settings })).toEqual([message]);
    }
    const all = { settings: BAD.map(([setting]) => setting) };
    expect(await call('applySettings', { settings: all })).toEqual(BAD.map(([, message]) => message));
    expect(await values()).toEqual(before);
  });
});

describe('a table of the fixture', () => {
  test('replaces the made-up one', async () => {
    const table: SettingsGroup[] = [
      {
        id: 7,
        name: 'only',
        settings: [
          { id: 1, name: 'fixed', type: 'text', preset: 'as it is', editable: false },
          { id: 2, name: 'nick', type: 'text', mirrors: 'username', editable: false },
        ],
      },
    ];
    caller = new Caller({ settings: table });
    expect(await call('getAllSettings', {})).toEqual([
      {
        settings: [
          expect.objectContaining({ id: 1, value: 'as it is', title: 'fixed', editable: false }),
          expect.objectContaining({ id: 2, value: 'me', editable: false }),
        ],
        settingsGroup: { groupId: 7, groupName: 'only', translatedName: 'only' },
      },
    ]);
    expect(await call('applySettings', { settings: { settings: [set(1, 'x'), set(2, 'x')] } })).toHaveLength(
      2,
    );
    caller = new Caller({ settings: [] });
    expect(await call('getSettingGroups', {})).toEqual([]);
  });

  const group = (settings: SettingsGroup['settings'], id = 1): SettingsGroup => ({ id, name: 'g', settings });
  const setting = { id: 1, name: 's', type: 'text' } as const;

  test.each<[SettingsGroup[], string]>([
    [[group([]), group([])], 'settings[1].id is 1, which is in use already'],
    [[group([], 0)], 'settings[0].id is 0, but must be a whole number above 0 and below 2^31'],
    [[{ ...group([]), name: '' }], 'settings[0].name must not be empty'],
    [[group([setting]), group([setting], 2)], 'settings[1].settings[0].id is 1, which is in use already'],
    [[group([{ ...setting, name: '' }])], 'settings[0].settings[0].name must not be empty'],
    [
      [group([{ ...setting, type: 'choice', possibleValues: ['a'], preset: 'b' }])],
      'settings[0].settings[0].preset is wrong: "b" is not one of a.',
    ],
    [
      [group([{ ...setting, mirrors: 'login', editable: true }])],
      'settings[0].settings[0].editable cannot be true: the login does not change',
    ],
  ])('%j is refused', (settings, message) => {
    expect(() => new Caller({ settings })).toThrow(message);
  });
});
