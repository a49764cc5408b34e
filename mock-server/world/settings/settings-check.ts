import { FixtureError } from '../errors.js';
import { MIRRORS } from './setting-mirrors.js';
import { valueComplaint } from './setting-values.js';
import type { Setting, SettingsGroup } from './settings-table.js';

/**
 * Refuses a table of settings that contradicts itself.
 * @throws FixtureError with the path `settings[...]`
 */
export function checkSettingsTable(groups: readonly SettingsGroup[]): readonly SettingsGroup[] {
  const groupIds = new Set<number>();
  const ids = new Set<number>();
  for (const [index, group] of groups.entries()) {
    const path = `settings[${index}]`;
    takeId(groupIds, group.id, `${path}.id`);
    refuseEmpty(group.name, `${path}.name`);
    for (const [place, setting] of group.settings.entries()) {
      takeId(ids, setting.id, `${path}.settings[${place}].id`);
      checkSetting(setting, `${path}.settings[${place}]`);
    }
  }
  return groups;
}

function checkSetting(setting: Setting, path: string): void {
  refuseEmpty(setting.name, `${path}.name`);
  if (setting.mirrors) {
    if (setting.editable && !MIRRORS[setting.mirrors].write) {
      throw new FixtureError(`${path}.editable`, `cannot be true: the ${setting.mirrors} does not change`);
    }
    return;
  }
  const complaint = valueComplaint(setting, setting.preset ?? '');
  if (complaint !== undefined) throw new FixtureError(`${path}.preset`, `is wrong: ${complaint}`);
}

function takeId(ids: Set<number>, id: number, path: string): void {
  if (!Number.isInteger(id) || id < 1 || id >= 2 ** 31) {
    throw new FixtureError(path, `is ${id}, but must be a whole number above 0 and below 2^31`);
  }
  if (ids.has(id)) throw new FixtureError(path, `is ${id}, which is in use already`);
  ids.add(id);
}

function refuseEmpty(name: string, path: string): void {
  if (name === '') throw new FixtureError(path, 'must not be empty');
}
