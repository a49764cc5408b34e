import type { Account, Accounts } from '../accounts/accounts.js';
import { UploadRefusal } from '../errors.js';
import type { Platform } from '../platform.js';
import type { Access } from '../sharing/access.js';
import { ArrivingBytes } from './arriving-bytes.js';
import type { WholeTarget } from './parts.js';
import { placeOf } from './upload-place.js';
import type { Uploads } from './uploads.js';

/** Bytes that arrive before their target is known. The holder removes the content in the end. */
export interface Staging {
  readonly bytes: ArrivingBytes;
  /**
   * Reserves room for the next bytes: one byte more than can be used, with which they are refused.
   * @returns how many there is room for, at most `wanted`; both 64-bit
   */
  take(wanted: bigint): bigint;
  /** Releases the room, once nothing is staged any more. */
  giveBack(): void;
}

/**
 * Bytes of forms whose file precedes their fields. One form never stages more than a whole file or a part of
 * an upload could bring, and all forms of an account together no more than its free space and its unfinished uploads.
 */
export class Stagings {
  /** Bytes, 64-bit, by account. */
  readonly #staged = new WeakMap<object, bigint>();

  constructor(
    private readonly platform: Platform,
    private readonly uploads: Uploads,
    private readonly access: Access,
    private readonly accounts: Accounts,
  ) {}

  /**
   * @param uploader undefined when the session key is unknown: then no byte can be used
   * @param target where the file goes, if it is sent whole
   */
  open(uploader: Account | undefined, target: Omit<WholeTarget, 'name'>): Staging {
    const { alone, together } = this.#room(uploader, target);
    const account = uploader ?? {};
    let taken = 0n;
    const change = (by: bigint): void => {
      taken += by;
      this.#staged.set(account, this.#stagedBy(account) + by);
    };
    return {
      bytes: new ArrivingBytes(this.platform),
      take: (wanted) => {
        const length = least(wanted, least(alone - taken, together - this.#stagedBy(account)) + 1n);
        if (length <= 0n) return 0n;
        change(length);
        return length;
      },
      giveBack: () => change(-taken),
    };
  }

  #stagedBy(account: object): bigint {
    return this.#staged.get(account) ?? 0n;
  }

  /** Bytes that can be used: from one form, and from all forms of the account together. */
  #room(
    uploader: Account | undefined,
    target: Omit<WholeTarget, 'name'>,
  ): { readonly alone: bigint; readonly together: bigint } {
    if (!uploader || this.uploads.barrier(uploader) !== undefined) return { alone: 0n, together: 0n };
    const free = this.#freeSpace(uploader, target);
    let [alone, together] = [least(free, uploader.maxFileSize), free];
    for (const { uploader: who, fullSize } of this.uploads) {
      if (who !== uploader) continue;
      together += fullSize;
      if (fullSize > alone) alone = fullSize;
    }
    return { alone, together };
  }

  /** Of the account that a file sent whole goes to; none where it cannot go. */
  #freeSpace(uploader: Account, target: Omit<WholeTarget, 'name'>): bigint {
    try {
      return this.accounts.freeSpace(placeOf(this.access, uploader, target).owner);
    } catch (error) {
      if (error instanceof UploadRefusal) return 0n;
      throw error;
    }
  }
}

const least = (a: bigint, b: bigint): bigint => (b < a ? b : a);
