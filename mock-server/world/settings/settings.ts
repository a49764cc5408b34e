import type { Account } from '../accounts/accounts.js';
import { SettingsGroupNotFound } from '../errors.js';
import type { References } from '../state/references.js';
import { MIRRORS } from './setting-mirrors.js';
import { isEditable, valueComplaint } from './setting-values.js';
import type { Setting, SettingsGroup } from './settings-table.js';

/** A setting as a client sends it: the id names it, everything else but the value plays no part (assumption). */
export interface SentSetting {
  readonly id: number;
  /** Absent counts as empty (assumption). */
  readonly value?: string | undefined;
}

/** The values that one account has chosen, by the ids of the settings. */
export interface SettingsState {
  readonly login: string;
  readonly chosen: readonly (readonly [id: number, value: string])[];
}

/** The settings of all accounts: one table for all, and values for each. */
export class Settings {
  readonly #byId: ReadonlyMap<number, Setting>;
  readonly #chosen = new WeakMap<Account, Map<number, string>>();

  /** @param groups a table that `checkSettingsTable` has passed */
  constructor(readonly groups: readonly SettingsGroup[]) {
    this.#byId = new Map(groups.flatMap(({ settings }) => settings).map((setting) => [setting.id, setting]));
  }

  /** @throws SettingsGroupNotFound */
  group(groupId: number): SettingsGroup {
    const group = this.groups.find(({ id }) => id === groupId);
    if (!group) throw new SettingsGroupNotFound();
    return group;
  }

  /** The value that a setting has for an account. */
  value(account: Account, setting: Setting): string {
    if (setting.mirrors) return MIRRORS[setting.mirrors].read(account);
    return this.#chosen.get(account)?.get(setting.id) ?? setting.preset ?? '';
  }

  /** One message for every bad setting, in their order. Sending what cannot be changed as it is does no harm. */
  complaints(account: Account, sent: readonly SentSetting[]): string[] {
    return sent.map((one) => this.#complaint(account, one)).filter((complaint) => complaint !== undefined);
  }

  /**
   * Stores all of the settings or, if any is bad, none (assumption). Of several for one id the last counts.
   * @returns the complaints; none when they were stored
   */
  apply(account: Account, sent: readonly SentSetting[]): string[] {
    const complaints = this.complaints(account, sent);
    if (complaints.length > 0) return complaints;
    for (const { id, value = '' } of sent) {
      const setting = this.#byId.get(id);
      if (setting && isEditable(setting)) this.#store(account, setting, value);
    }
    return [];
  }

  save(accounts: Iterable<Account>): SettingsState[] {
    const saved = Array.from(accounts, (account) => ({
      login: account.login,
      chosen: [...(this.#chosen.get(account) ?? [])],
    }));
    return saved.filter(({ chosen }) => chosen.length > 0);
  }

  load(states: readonly SettingsState[], { account }: References): void {
    for (const { login, chosen } of states) this.#chosen.set(account(login), new Map(chosen));
  }

  #complaint(account: Account, { id, value = '' }: SentSetting): string | undefined {
    const setting = this.#byId.get(id);
    if (!setting) return `There is no setting ${id}.`;
    if (value === this.value(account, setting)) return undefined;
    const what = isEditable(setting) ? valueComplaint(setting, value) : 'It cannot be changed.';
    return what === undefined ? undefined : `Setting ${id}, ${setting.name}: ${what}`;
  }

  #store(account: Account, setting: Setting, value: string): void {
    if (setting.mirrors) {
      MIRRORS[setting.mirrors].write?.(account, value);
      return;
    }
    const chosen = this.#chosen.get(account) ?? new Map<number, string>();
    this.#chosen.set(account, chosen.set(setting.id, value));
  }
}
