import fc from 'fast-check';
import type { ChoiceOf } from './choice.js';
import type { Model } from './model.js';
import type { ModelAccount } from './nodes.js';
import { isShared } from './sharing.js';

/** What the id of an argument may belong to. */
const POOLS = {
  file: (model, me) => model.ownedBy(me).filter((node) => node.kind === 'file' && !model.inBin(node)),
  folder: (model, me) => model.openFoldersOf(me),
  binned: (model, me) => model.ownedBy(me).filter((node) => model.inBin(node)),
  upload: (model, me) => model.uploadsOf(me),
  updated: (model, me) => model.uploadsOf(me).filter(({ updates }) => updates),
  sent: (model, me) => model.uploadsOf(me).filter(({ isComplete }) => isComplete),
  dead: (model) => [...model.dead].map((id) => ({ id })),
  foreign: (model, me) => [...model.nodes.values()].filter(({ owner }) => owner !== me),
  shared: (model, me) =>
    [...model.nodes.values()].filter(({ owner }) => owner !== me).filter((node) => isShared(model, node)),
  favorite: (_, me) => [...me.favorites].map((id) => ({ id })),
  odd: () => [-1n, 0n, -7n, 99n, 2n ** 63n - 1n].map((id) => ({ id })),
} as const satisfies Record<string, (model: Model, me: ModelAccount) => readonly { readonly id: bigint }[]>;

type Pool = keyof typeof POOLS;

const pick = fc.nat(30);

/** @param weights how often the id is from which pool; the others count 1 */
function anId(weights: Readonly<Partial<Record<Pool, number>>>): ChoiceOf<bigint> {
  const pools = (Object.keys(POOLS) as Pool[]).map((pool) => ({
    weight: weights[pool] ?? 1,
    arbitrary: fc.constant(pool),
  }));
  return fc.tuple(fc.oneof(...pools), pick).map(([pool, index]) => (model, me) => {
    const ids = POOLS[pool](model, me);
    return ids[index % ids.length]?.id ?? 99n;
  });
}

export const aFileId = anId({ file: 15, binned: 2 });
export const aFavoriteId = anId({ file: 10, favorite: 10 });
export const aFolderId = anId({ folder: 12, odd: 4 });
export const aBinnedId = anId({ binned: 15 });
/** For an update: perhaps of what is being updated already. */
export const anUpdatedId = anId({ file: 12, updated: 12 });
export const anUploadId = anId({ upload: 10, file: 2 });
export const aSentId = anId({ sent: 15, upload: 3 });
export const anyId = anId({ file: 5, folder: 5, binned: 2 });

/** Several ids, with null where a list has a nil entry. */
export const severalIds = (ids: ChoiceOf<bigint>): ChoiceOf<(bigint | null)[]> =>
  fc
    .array(fc.option(ids, { freq: 10 }), { maxLength: 4 })
    .map((choices) => (model, me, earlier) => choices.map((choice) => choice?.(model, me, earlier) ?? null));

/** The ids to open: mostly folders of others. */
export const anOpenableId = anId({ foreign: 3, shared: 12 });
