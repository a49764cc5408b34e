import { LONGEST, tooLong } from '../tree/text-length.js';
import { MIRRORS } from './setting-mirrors.js';
import type { Setting, SettingType } from './settings-table.js';

/** What is wrong with a value, as a sentence; undefined if nothing is. */
type Check = (value: string, setting: Setting) => string | undefined;

/** The rules of each type (assumption). */
const CHECKS: Readonly<Record<SettingType, Check>> = {
  text: (value) => tooLong('text', value, LONGEST.setting),
  boolean: (value) => (/^(?:true|false)$/.test(value) ? undefined : `${shown(value)} is not true or false.`),
  number: (value) => (/^-?\d{1,18}$/.test(value) ? undefined : `${shown(value)} is no whole number.`),
  choice: (value, { possibleValues = [] }) =>
    possibleValues.includes(value)
      ? undefined
      : `${shown(value)} is not one of ${possibleValues.join(', ')}.`,
};

/** What is wrong with a value for a setting, as a sentence; undefined if nothing is. */
export function valueComplaint(setting: Setting, value: string): string | undefined {
  const mirror = setting.mirrors && MIRRORS[setting.mirrors];
  return CHECKS[setting.type](value, setting) ?? mirror?.complaint?.(value);
}

/** Whether an account may change it. */
export function isEditable({ editable, mirrors }: Setting): boolean {
  return editable ?? (mirrors === undefined || MIRRORS[mirrors].write !== undefined);
}

/** A value in a message, shortened. */
function shown(value: string): string {
  return value.length > 100 ? `"${value.slice(0, 100)}..."` : `"${value}"`;
}
