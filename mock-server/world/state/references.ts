import type { Account } from '../accounts/accounts.js';
import type { StoredBytes } from '../nodes.js';
import type { FolderRecord } from '../records.js';
import type { ArrivingBytes } from '../uploads/arriving-bytes.js';

/** Finds the accounts, folders and bytes that a state refers to. */
export interface References {
  account(login: string): Account;
  /** Also one that is gone for good, if something in a recycle bin was in it. */
  folder(id: bigint): FolderRecord;
  /** The bytes of a file or of an older version. */
  stored(number: number): StoredBytes;
  /** The bytes of an unfinished upload. */
  arriving(number: number): ArrivingBytes;
}

/** Adds bytes to a snapshot and returns their numbers in its state. */
export interface BytesKeeper {
  keepStored(stored: StoredBytes): number;
  keepArriving(bytes: ArrivingBytes): number;
}

/** Finds bytes by their number in a state. */
export function numbered<Found>(list: readonly Found[]): (number: number) => Found {
  return (number) => {
    const found = list[number];
    if (found === undefined) throw new Error(`The snapshot has no bytes ${number}`);
    return found;
  };
}
