import { latePart } from './late-parts.js';
import type { EdgeAccounts } from './namespaces/index.js';

const table = latePart(() => import('./fixture/edge-accounts.js'));

/** The accounts that exist without being added. Their table loads on the first login to one. */
export async function loadEdgeAccounts(): Promise<EdgeAccounts> {
  const { edgeAccount } = await table();
  return {
    admit: (login) => edgeAccount(login)?.settings,
    rules: (login) => edgeAccount(login)?.rules ?? [],
  };
}
