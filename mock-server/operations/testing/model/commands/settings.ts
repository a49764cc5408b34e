import { expect } from 'vitest';
import type { UserSettings } from '../../../../../wsdl/contract.js';
import { aGroupId, someSettings } from '../choices.js';
import { calls } from '../command.js';
import { type Expected, faults, returns } from '../expected.js';
import type { ModelAccount } from '../nodes.js';

/** The ids of the settings in each group. */
const GROUPS: Readonly<Record<number, readonly number[]>> = {
  1: [101, 102, 103, 104],
  2: [201, 202, 203],
  3: [301, 302, 303],
  4: [401, 402, 403],
};

/** What some settings can be; the others are left alone. */
const VALUES: Readonly<Record<number, RegExp>> = {
  201: /^(true|false)$/,
  401: /^(en|de)$/,
  402: /^\d+$/,
  403: /^/,
};

function groupOf({ settings }: ModelAccount, groupId: number, ids: readonly number[]) {
  return {
    settings: ids.map((id) => (settings.has(id) ? { id, value: settings.get(id) } : { id })),
    settingsGroup: { groupId },
  };
}

const groupsOf = (me: ModelAccount) =>
  Object.entries(GROUPS).map(([groupId, ids]) => groupOf(me, Number(groupId), ids));

/** One complaint for each that is bad; everything is stored if there is none, else nothing. */
function judged(
  me: ModelAccount,
  { settings }: UserSettings,
  store: boolean,
): Expected<'checkSettings' | 'applySettings'> {
  const sent = settings.filter((setting) => setting !== null);
  const bad = sent.filter(({ id, value = '' }) => !VALUES[id]?.test(value));
  if (store && bad.length === 0) for (const { id, value = '' } of sent) me.settings.set(id, value);
  return { answers: (complaints) => expect(complaints).toHaveLength(bad.length) };
}

export const settings = [
  calls('getSettings', { groupId: aGroupId }, (_, me, { groupId }) => {
    const ids = GROUPS[groupId];
    return ids ? returns(groupOf(me, groupId, ids)) : faults(/group/i);
  }),
  calls('getAllSettings', {}, (_, me) => returns(groupsOf(me))),
  calls('getSettingGroups', {}, (_, me) => returns(groupsOf(me).map(({ settingsGroup }) => settingsGroup))),
  calls('checkSettings', { settings: someSettings }, (_, me, sent) => judged(me, sent.settings, false)),
  calls('applySettings', { settings: someSettings }, (_, me, sent) => judged(me, sent.settings, true)),
];
