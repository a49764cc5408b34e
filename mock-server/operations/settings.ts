import type { UserSettings } from '../../wsdl/contract.js';
import { isEditable, type SentSetting, type SettingsGroup } from '../world/index.js';
import { type SignedInCall, signedIn } from './handler.js';

/** Settings of the account, in groups. What they mean is inferred from their signatures. */
export const settings = signedIn({
  /** Faults for an unknown group (assumption). */
  getSettings: (call, { groupId }) => toUserSettings(call, call.world.settings.group(groupId)),
  /** One entry for each group (assumption). */
  getAllSettings: (call) => call.world.settings.groups.map((group) => toUserSettings(call, group)),
  getSettingGroups: ({ world }) => world.settings.groups.map(toGroup),
  /** One message for every bad setting (assumption); stores nothing. */
  checkSettings: ({ world, account }, { settings }) => world.settings.complaints(account, sentIn(settings)),
  /** The same messages; stores everything if there are none, else nothing (assumption). */
  applySettings: ({ world, account }, { settings }) => world.settings.apply(account, sentIn(settings)),
});

const toGroup = ({ id, name, title }: SettingsGroup) => ({
  groupId: id,
  groupName: name,
  translatedName: title ?? name,
});

function toUserSettings({ world, account }: SignedInCall, group: SettingsGroup): UserSettings {
  return {
    settings: group.settings.map((setting) => ({
      editable: isEditable(setting),
      id: setting.id,
      name: setting.name,
      possibleValues: setting.possibleValues ?? [],
      title: setting.title ?? setting.name,
      type: setting.type,
      value: world.settings.value(account, setting),
    })),
    settingsGroup: toGroup(group),
  };
}

/** Nil entries are skipped, and the group is ignored, as ids are unique (assumption). */
function sentIn({ settings }: UserSettings): SentSetting[] {
  return settings.filter((setting) => setting !== null);
}
