import type { Account } from './accounts.js';
import { ArrivingBytes } from './arriving-bytes.js';
import { UploadRefusal } from './errors.js';
import type { FileRecord, FolderRecord } from './nodes.js';
import type { Platform } from './platform.js';

/**
 * `joining` while a finish is being worked on. The last three are final: `restarted` means that a newer update of the
 * same file took its place.
 */
export type UploadState = 'open' | 'joining' | 'finished' | 'cancelled' | 'restarted';

/** What an upload was started with. */
export interface UploadStart {
  /** The id of the file that it becomes. */
  readonly id: bigint;
  /** Who sends it: the owner of the folder, or somebody who may upload there. */
  readonly uploader: Account;
  readonly folder: FolderRecord;
  readonly name: string;
  /** In bytes, 64-bit. */
  readonly fullSize: bigint;
  /** The file whose bytes it replaces. */
  readonly updates?: FileRecord | undefined;
}

/** A reserved file whose bytes may arrive in parts. */
export class Upload {
  readonly id: bigint;
  readonly uploader: Account;
  readonly name: string;
  readonly fullSize: bigint;
  readonly updates: FileRecord | undefined;
  readonly #folder: FolderRecord;
  readonly bytes: ArrivingBytes;
  state: UploadState = 'open';
  /** Bytes that the storage has twice, 64-bit. */
  surplus = 0n;
  /** How many parts are arriving. */
  openParts = 0;
  /** The finish that is being worked on: the digest it was asked for and its answer. */
  finishing: { readonly md5: string | undefined; readonly answer: Promise<string> } | undefined;

  constructor(start: UploadStart, platform: Platform) {
    this.id = start.id;
    this.uploader = start.uploader;
    this.#folder = start.folder;
    this.name = start.name;
    this.fullSize = start.fullSize;
    this.updates = start.updates;
    this.bytes = new ArrivingBytes(platform);
  }

  /** Where the file will be. An update follows its file when that is moved. */
  get folder(): FolderRecord {
    return this.updates?.parent ?? this.#folder;
  }

  /** Whose file it will be, and whose space it uses (assumption). */
  get owner(): Account {
    return this.folder.owner;
  }

  get isComplete(): boolean {
    return this.bytes.received.covers(0n, this.fullSize);
  }

  /**
   * For a part that wants to write.
   * @throws UploadRefusal 5 when the upload goes on elsewhere or ended, 6 when it was cancelled
   */
  refuseUnlessOpen(): void {
    if (this.state !== 'open') throw this.#refusal();
  }

  /**
   * For a part that has just written: what was stored meanwhile for nothing is not received.
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
