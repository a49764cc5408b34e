import type { AccountAct } from '../edge-cases/act.js';
import type { World } from '../world/world.js';

/** Changes an account as an act says. Nothing happens when the exchange belongs to no account that there is. */
export function changeAccount(world: World, login: string | undefined, act: AccountAct): void {
  const account = login === undefined ? undefined : world.account(login);
  if (!account) return;
  account.active = act.active ?? account.active;
  account.banned = act.banned ?? account.banned;
  account.premium = act.premium ?? account.premium;
  account.nextFileId = act.nextFileId ?? account.nextFileId;
  account.sessionKeyTail = act.sessionKeyTail ?? account.sessionKeyTail;
  account.maxFileSize = act.maxFileSize ?? account.maxFileSize;
  if (act.freeSpace !== undefined) world.accounts.leaveFree(account, act.freeSpace);
}
