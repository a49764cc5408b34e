import { latePart } from './late-parts.js';
import type { EdgeAccounts } from './namespaces/index.js';

const table = latePart(() => import('./fixture/edge-accounts.js'));

/** The accounts that exist without having been made. Their table is loaded when the first of them is named. */
export async function loadEdgeAccounts(): Promise<EdgeAccounts> {
  const { edgeAccount } = await table();
  return {
    admit: (login) => edgeAccount(login)?.settings,
    rules: (login) => edgeAccount(login)?.rules ?? [],
  };
}
