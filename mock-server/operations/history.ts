import { type Handlers, notYet } from './handler.js';

/** The change log and what programs that synchronise folders use. */
export const history = {
  getHistory: notYet('getHistory'),
  getHistoryFromId: notYet('getHistoryFromId'),
  getHistoriesFromId: notYet('getHistoriesFromId'),
  getHistoryLastId: notYet('getHistoryLastId'),
  getNotRecursiveHistories: notYet('getNotRecursiveHistories'),
  getOperationDescriptions: notYet('getOperationDescriptions'),
  getOwnedSizeLimit: notYet('getOwnedSizeLimit'),
  getNotOwnedSizeLimit: notYet('getNotOwnedSizeLimit'),
  markSynchronized: notYet('markSynchronized'),
  syncFinished: notYet('syncFinished'),
} satisfies Partial<Handlers>;
