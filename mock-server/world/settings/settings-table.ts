import type { MirrorName } from './setting-mirrors.js';

/** What settings hold. All values travel as text (wsdl); these words for the kinds: assumption. */
export const SETTING_TYPES = ['text', 'boolean', 'number', 'choice'] as const;

/** How the text of a setting is read. */
export type SettingType = (typeof SETTING_TYPES)[number];

/** One setting, the same for every account; accounts have separate values. */
export interface Setting {
  /** A 32-bit number, unique among the settings of all groups. */
  readonly id: number;
  readonly name: string;
  /** The text for people. Default: the name. */
  readonly title?: string | undefined;
  readonly type: SettingType;
  /** The value of an account that has not chosen one. Unused with `mirrors`. */
  readonly preset?: string | undefined;
  /** What a choice is made from. */
  readonly possibleValues?: readonly string[] | undefined;
  /** Default true, unless it mirrors something that cannot be changed. */
  readonly editable?: boolean | undefined;
  /** The property of the account that it shows and changes. */
  readonly mirrors?: MirrorName | undefined;
}

/** Settings that the service lists together. */
export interface SettingsGroup {
  /** A 32-bit number that no other group has. */
  readonly id: number;
  readonly name: string;
  /** The text for people. Default: the name. */
  readonly title?: string | undefined;
  readonly settings: readonly Setting[];
}

/** The real table is not known: every group and every setting here is made up. */
export const SETTINGS: readonly SettingsGroup[] = [
  {
    id: 1,
    name: 'general',
    title: 'General',
    settings: [
      { id: 101, name: 'login', title: 'E-mail address', type: 'text', mirrors: 'login' },
      { id: 102, name: 'username', title: 'User name', type: 'text', mirrors: 'username' },
      {
        id: 103,
        name: 'plan',
        title: 'Plan',
        type: 'choice',
        possibleValues: ['free', 'premium'],
        mirrors: 'plan',
      },
      { id: 104, name: 'confirmed', title: 'E-mail address confirmed', type: 'boolean', mirrors: 'active' },
    ],
  },
  {
    id: 2,
    name: 'sharing',
    title: 'Privacy and sharing',
    settings: [
      { id: 201, name: 'showProfile', title: 'Show my profile to others', type: 'boolean', preset: 'true' },
      { id: 202, name: 'allowComments', title: 'Let others comment', type: 'boolean', preset: 'true' },
      {
        id: 203,
        name: 'newFolders',
        title: 'Who sees new folders',
        type: 'choice',
        possibleValues: ['private', 'shared'],
        preset: 'private',
      },
    ],
  },
  {
    id: 3,
    name: 'notifications',
    title: 'Notifications',
    settings: [
      { id: 301, name: 'emailOnUpload', title: 'E-mail on upload', type: 'boolean', preset: 'false' },
      { id: 302, name: 'emailOnComment', title: 'E-mail on comment', type: 'boolean', preset: 'true' },
      { id: 303, name: 'newsletter', title: 'Newsletter', type: 'boolean', preset: 'false' },
    ],
  },
  {
    id: 4,
    name: 'interface',
    title: 'Interface',
    settings: [
      {
        id: 401,
        name: 'language',
        title: 'Language',
        type: 'choice',
        possibleValues: ['en', 'de', 'es', 'fr', 'pt', 'ru', 'uk'],
        preset: 'en',
      },
      { id: 402, name: 'itemsPerPage', title: 'Items on a page', type: 'number', preset: '50' },
      { id: 403, name: 'signature', title: 'Signature', type: 'text', preset: '' },
    ],
  },
];
