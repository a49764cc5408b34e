import { type Handlers, notYet } from './handler.js';

/** Settings of the account, in groups. */
export const settings = {
  getSettings: notYet('getSettings'),
  getAllSettings: notYet('getAllSettings'),
  getSettingGroups: notYet('getSettingGroups'),
  checkSettings: notYet('checkSettings'),
  applySettings: notYet('applySettings'),
} satisfies Partial<Handlers>;
