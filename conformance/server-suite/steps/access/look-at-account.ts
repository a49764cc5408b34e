import fc, { type Arbitrary } from 'fast-check';
import { IN_USE, ROOT_ALIAS, ROOT_FOLDER } from '../../rules/access.js';
import type { Act } from '../../runner/act.js';
import { type Step, stepKind } from '../step.js';

const ROOT = -1n;

/** Looks at the account and at its root, as programs do when they begin. */
export const lookAtAccount = stepKind({
  does: 'look at the account',
  entries: {},
  tell: () => 'The suite asked what the account is, and for its root.',
  async perform(act, { top }) {
    const active = await act.value(IN_USE, 'isAccountActive', {});
    const banned = await act.value(IN_USE, 'isAccountBanned', {});
    act.see.that(IN_USE, active && !banned, () => ({
      did: `It told of an account that it serves that it is ${banned ? 'banned' : 'not active'}.`,
      should: 'It should tell that it is active and not banned.',
    }));
    const root = await act.value(ROOT_FOLDER, 'getRoot', {});
    act.see.that(ROOT_FOLDER, root.directory, () => ({
      did: 'It told that the root of the account is no folder.',
      should: 'It should tell that it is one.',
    }));
    const [byAlias, byId] = [await holds(act, ROOT, top.id), await holds(act, root.id, top.id)];
    act.see.that(ROOT_ALIAS, byAlias === byId, () => ({
      did: `It lists the folder ${JSON.stringify(top.name)} in ${byAlias ? 'folder -1' : `folder ${root.id}`}, and not in ${byAlias ? `folder ${root.id}` : 'folder -1'}.`,
      should: 'It should list it in both, as both are the root.',
    }));
  },
});

async function holds(act: Act, dirId: bigint, id: bigint): Promise<boolean> {
  const items = await act.value(ROOT_ALIAS, 'getItems', { dirId });
  return items.some((item) => item?.id === id);
}

export const looksAtAccount = (): Arbitrary<Step> => lookAtAccount.steps(fc.constant({}));
