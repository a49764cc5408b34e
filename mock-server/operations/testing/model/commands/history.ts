import { expect } from 'vitest';
import type { DirHistoryDTO, DirHistoryDTOArray } from '../../../../../wsdl/contract.js';
import { aFolderId, anEntryId, severalIds } from '../choices.js';
import { calls } from '../command.js';
import { type Expected, faults } from '../expected.js';
import { NO_FOLDER } from '../faults.js';
import type { Model } from '../model.js';
import type { ModelAccount } from '../nodes.js';
import type { Ask } from '../service.js';

/** What happened to a folder itself, came into it, or left it. */
const concerns =
  (folder: bigint) =>
  ({ dirId, parentDirId, sourceDirId }: DirHistoryDTO): boolean =>
    [dirId, parentDirId, sourceDirId].includes(folder);

const whole = async (ask: Ask, dirId: bigint) =>
  (await ask('getHistory', { dirId })).filter((entry) => entry !== null);

/** The reply of the sister that is asked for several folders. */
const lists = (
  model: Model,
  me: ModelAccount,
  { dirIds, fromIds }: { dirIds: readonly (bigint | null)[]; fromIds: readonly (bigint | null)[] },
  check: (ask: Ask, dirId: bigint, fromId: bigint, entries: DirHistoryDTOArray | null | undefined) => unknown,
): Expected<'getHistoriesFromId' | 'getNotRecursiveHistories'> => {
  if (dirIds.length !== fromIds.length) return faults(/^There are \d+ folders and \d+ entries/);
  if ([...dirIds, ...fromIds].includes(null)) return faults(/^Position \d+ of the two lists has no number$/);
  const ids = dirIds.map((id) => model.folder(me, id ?? 0n)?.id);
  if (ids.includes(undefined)) return faults(NO_FOLDER);
  return {
    async answers(histories, ask) {
      expect(histories).toHaveLength(ids.length);
      for (const [index, id] of ids.entries())
        await check(ask, id ?? 0n, fromIds[index] ?? 0n, histories[index]);
    },
  };
};

const newer = (entries: readonly DirHistoryDTO[], fromId: bigint) => entries.filter(({ id }) => id > fromId);

/** The root's history is checked after every run; here the others are compared with it, and with each other. */
export const history = [
  calls('getHistory', { dirId: aFolderId }, (model, me, { dirId }) => {
    const folder = model.folder(me, dirId);
    if (!folder) return faults(NO_FOLDER);
    return {
      async answers(entries, ask) {
        const all = await whole(ask, me.root);
        const ids = entries.map((entry) => entry?.id);
        expect(entries).toEqual(all.filter(({ id }) => ids.includes(id)));
        for (const { id } of all.filter(concerns(folder.id))) expect(ids).toContain(id);
      },
    };
  }),
  calls('getHistoryFromId', { dirId: aFolderId, fromId: anEntryId }, (model, me, { dirId, fromId }) => {
    if (!model.folder(me, dirId)) return faults(NO_FOLDER);
    return {
      answers: async (entries, ask) => expect(entries).toEqual(newer(await whole(ask, dirId), fromId)),
    };
  }),
  calls('getHistoryLastId', { dirId: aFolderId }, (model, me, { dirId }) => {
    if (!model.folder(me, dirId)) return faults(NO_FOLDER);
    return { answers: async (id, ask) => expect(id).toBe((await whole(ask, dirId)).at(-1)?.id ?? 0n) };
  }),
  calls(
    'getHistoriesFromId',
    { dirIds: severalIds(aFolderId), fromIds: severalIds(anEntryId) },
    (model, me, args) =>
      lists(model, me, args, async (ask, dirId, fromId, entries) =>
        expect(entries).toEqual(newer(await whole(ask, dirId), fromId)),
      ),
  ),
  calls(
    'getNotRecursiveHistories',
    { dirIds: severalIds(aFolderId), fromIds: severalIds(anEntryId) },
    (model, me, args) =>
      lists(model, me, args, async (ask, dirId, fromId, entries) => {
        const all = await whole(ask, me.root);
        expect(entries).toEqual(newer(all.filter(concerns(dirId)), fromId));
      }),
  ),
  calls('getOperationDescriptions', {}, () => ({
    answers(texts) {
      for (const code of [1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15, 16])
        expect(texts[code]).toMatch(/^F\w+ \w+$/);
      expect(texts.filter((text) => text !== '')).toHaveLength(13);
    },
  })),
];
