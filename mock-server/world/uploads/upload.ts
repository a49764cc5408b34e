import type { Account } from '../accounts/accounts.js';
import { UploadRefusal } from '../errors.js';
import type { FileRecord, FolderRecord, NodeRecord } from '../records.js';
import type { BytesKeeper } from '../state/references.js';
import type { ArrivingBytes } from './arriving-bytes.js';

/**
 * `joining` during a finish. The last three are final: `restarted` means that a newer update of the
 * same file took its place.
 */
type UploadState = 'open' | 'joining' | 'finished' | 'cancelled' | 'restarted';

/** What an upload was started with. */
export interface UploadStart {
  /** The id of the file that it becomes. */
  readonly id: bigint;
  /** The sender: the owner of the folder, or another account that may upload there. */
  readonly uploader: Account;
  readonly folder: FolderRecord;
  readonly name: string;
  /** In bytes, 64-bit. */
  readonly fullSize: bigint;
  /** The file whose bytes it replaces. */
  readonly updates?: FileRecord | undefined;
}

/** An upload as it was started, and the number of the bytes that were received since. */
export interface UploadSaved {
  readonly id: bigint;
  readonly uploader: string;
  readonly folder: bigint;
  readonly name: string;
  readonly fullSize: bigint;
  readonly surplus: bigint;
  readonly updates: boolean;
  readonly bytes: number;
}

/** A reserved file whose bytes may arrive in parts. */
export class Upload {
  readonly id: bigint;
  readonly uploader: Account;
  readonly name: string;
  readonly fullSize: bigint;
  readonly updates: FileRecord | undefined;
  readonly #folder: FolderRecord;
  state: UploadState = 'open';
  /** Bytes that the storage has twice, 64-bit. */
  surplus = 0n;
  /** How many parts are arriving. */
  openParts = 0;
  #wasComplete = false;
  /** The finish in progress: its digest and its answer. */
  finishing: { readonly md5: string | undefined; readonly answer: Promise<string> } | undefined;

  /** @param bytes those received before the snapshot that it comes from; none for a new upload */
  constructor(
    start: UploadStart,
    readonly bytes: ArrivingBytes,
  ) {
    this.id = start.id;
    this.uploader = start.uploader;
    this.#folder = start.folder;
    this.name = start.name;
    this.fullSize = start.fullSize;
    this.updates = start.updates;
  }

  /** Where the file will be. An update follows its file when that is moved. */
  get folder(): FolderRecord {
    return this.updates?.parent ?? this.#folder;
  }

  /** Its removal ends the upload: the file that gets new bytes, or the folder of a new file. */
  get target(): NodeRecord {
    return this.updates ?? this.#folder;
  }

  /** Whose file it will be, and whose space it uses (assumption). */
  get owner(): Account {
    return this.folder.owner;
  }

  get isComplete(): boolean {
    return this.bytes.received.covers(0n, this.fullSize);
  }

  /** True once, for the first call after all bytes arrived. */
  becameComplete(): boolean {
    const isNew = this.isComplete && !this.#wasComplete;
    this.#wasComplete ||= isNew;
    return isNew;
  }

  save({ keepArriving }: Pick<BytesKeeper, 'keepArriving'>): UploadSaved {
    return {
      id: this.id,
      uploader: this.uploader.login,
      folder: this.folder.id,
      name: this.name,
      fullSize: this.fullSize,
      surplus: this.surplus,
      updates: this.updates !== undefined,
      bytes: keepArriving(this.bytes),
    };
  }

  /**
   * For a part that wants to write.
   * @throws UploadRefusal 5 when the upload goes on elsewhere or ended, 6 when it was cancelled
   */
  refuseUnlessOpen(): void {
    if (this.state !== 'open') throw this.#refusal();
  }

  /**
   * For a part that has just written: bytes of an ended upload are not received.
   * @throws UploadRefusal 5 or 6
   */
  refuseIfGone(): void {
    if (this.state === 'cancelled' || this.state === 'restarted') throw this.#refusal();
  }

  #refusal(): UploadRefusal {
    const code = this.state === 'cancelled' ? 6 : 5;
    return new UploadRefusal(code, `upload ${this.id} is ${this.state}, not open`);
  }
}
