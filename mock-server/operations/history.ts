import { type Handlers, notYet, signedIn } from './handler.js';

/** The change log and what programs that synchronise folders use. */
export const history = {
  getHistory: notYet('getHistory'),
  getHistoryFromId: notYet('getHistoryFromId'),
  getHistoriesFromId: notYet('getHistoriesFromId'),
  getHistoryLastId: notYet('getHistoryLastId'),
  getNotRecursiveHistories: notYet('getNotRecursiveHistories'),
  getOperationDescriptions: notYet('getOperationDescriptions'),
  /** Bytes; the same for everybody, as no account is named (wsdl). */
  getOwnedSizeLimit: ({ world }) => world.assume['owned-size-limit'],
  getNotOwnedSizeLimit: ({ world }) => world.assume['not-owned-size-limit'],
  /** Kept to be looked at (assumption). */
  markSynchronized: signedIn<'markSynchronized'>(({ world, account }, { dirId }) => {
    world.synchronisation.report(account, world.tree.folder(account, dirId), 'marked');
    return undefined;
  }),
  syncFinished: signedIn<'syncFinished'>(({ world, account }, { dirId }) => {
    world.synchronisation.report(account, world.tree.folder(account, dirId), 'finished');
    return undefined;
  }),
} satisfies Partial<Handlers>;
