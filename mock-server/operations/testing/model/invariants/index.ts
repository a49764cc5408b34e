import type { Model } from '../model.js';
import type { ModelAccount } from '../nodes.js';
import type { Service } from '../service.js';
import { ancestors } from './ancestors.js';
import { belongings } from './belongings.js';
import { history } from './history.js';
import { ids } from './ids.js';
import { listings } from './listings.js';
import { pages } from './pages.js';
import { privacy } from './privacy.js';
import { space } from './space.js';

/** A condition that holds after any calls. @throws Error when it is not */
export type Invariant = (model: Model, service: Service, me: ModelAccount) => Promise<void>;

/** The ones that would take too long after every call. */
const COSTLY: readonly Invariant[] = [listings, pages, ids, ancestors, privacy, history, belongings];

/** What must be so after every call of an account. */
export async function checkAfterCall(model: Model, service: Service, me: ModelAccount): Promise<void> {
  for (const account of model.accounts) await space(model, service, account);
  await listings(model, service, me);
}

/** What must be so at the end of a run. */
export async function checkAtEnd(model: Model, service: Service): Promise<void> {
  for (const invariant of COSTLY)
    for (const account of model.accounts) await invariant(model, service, account);
}
