import type { Account } from '../accounts/accounts.js';
import type { FolderRecord, StoredBytes } from '../records.js';
import type { ArrivingBytes } from '../uploads/arriving-bytes.js';

/** What stands in a state for the accounts, folders and bytes of a world, and the way back when one is made of it. */
export interface References {
  account(login: string): Account;
  /** Also one that is gone for good, if something in a recycle bin was in it. */
  folder(id: bigint): FolderRecord;
  /** The bytes of a file or of an older version. */
  stored(number: number): StoredBytes;
  /** The bytes of an unfinished upload. */
  arriving(number: number): ArrivingBytes;
}

/** Takes bytes into a snapshot and gives the numbers that stand for them in its state. */
export interface BytesKeeper {
  keepStored(stored: StoredBytes): number;
  keepArriving(bytes: ArrivingBytes): number;
}

/** Finds what has a number in a state. */
export function numbered<Found>(list: readonly Found[]): (number: number) => Found {
  return (number) => {
    const found = list[number];
    if (found === undefined) throw new Error(`The snapshot has no bytes ${number}`);
    return found;
  };
}
