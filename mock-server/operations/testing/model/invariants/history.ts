import { expect } from 'vitest';
import { asker } from '../service.js';
import type { Invariant } from './index.js';
import { replayHistory } from './replay-history.js';

/** The history tells all that happened and nothing else, and what it tells leads to the tree as it is. */
export const history: Invariant = async (model, service, me) => {
  const codes = new Map(Object.entries(service.world.assume['history-codes']));
  const entries = (await asker(service, me)('getHistory', { dirId: me.root })).filter(
    (entry) => entry !== null,
  );
  expect(entries.map(({ operation, fileId, dirId }) => [operation, fileId ?? dirId])).toEqual(
    me.history.map(({ change, id }) => [codes.get(change), id]),
  );
  for (const [index, { id }] of entries.entries())
    if (index > 0 && id <= (entries[index - 1]?.id ?? 0n))
      throw new Error(`The entry ${id} is out of order.`);
  const tree = model.openFoldersOf(me).flatMap((folder) => model.childrenOf(folder));
  expect(replayHistory(entries, codes, me.root)).toEqual(new Map(tree.map(({ id, parent }) => [id, parent])));
};
