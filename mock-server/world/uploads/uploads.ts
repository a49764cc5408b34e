import type { Account, Accounts } from '../accounts/accounts.js';
import type { Holdings } from '../accounts/holdings.js';
import type { Assumptions } from '../assumptions/assumptions.js';
import { AccessDenied, UploadRefusal } from '../errors.js';
import { FULL, MOST } from '../most.js';
import type { Platform } from '../platform.js';
import type { FileRecord, NodeRecord } from '../records.js';
import { type Access, unlessDenied } from '../sharing/access.js';
import type { BytesKeeper, References } from '../state/references.js';
import { idAfter } from '../tree/ids.js';
import { LONGEST, tooLong } from '../tree/text-length.js';
import { ROOT_ALIAS, type Tree } from '../tree/tree.js';
import { inBin } from '../tree/walk.js';
import { ArrivingBytes } from './arriving-bytes.js';
import { compareDigests, join, readDigest } from './join.js';
import { ArrivingPart, type PartWriter, type WholeTarget, type WholeWriter } from './parts.js';
import { Unfinished } from './unfinished.js';
import { Upload, type UploadSaved, type UploadStart } from './upload.js';
import { placeOf } from './upload-place.js';
import { ArrivingFile } from './whole-file.js';

/** Why no upload was started. */
interface NotStarted {
  readonly refused: string;
}

const DENIED: NotStarted = { refused: new AccessDenied().message };

/** The saved uploads. */
export interface UploadsState {
  readonly enabled: boolean;
  readonly unfinished: readonly UploadSaved[];
}

/** The uploads that are not finished, found by the id of the file they become. */
export class Uploads {
  /** The global switch that hasRightUpload shows. */
  enabled: boolean;
  readonly #unfinished = new Unfinished();

  constructor(
    private readonly platform: Platform,
    private readonly tree: Tree,
    private readonly access: Access,
    private readonly accounts: Accounts,
    private readonly assume: Assumptions,
    private readonly holdings: Holdings,
    enabled: boolean,
  ) {
    this.enabled = enabled;
  }

  /** Why an account cannot upload at all; undefined when it can. */
  barrier(uploader: Account): string | undefined {
    if (!this.enabled) return 'Uploading is switched off for now.';
    if (!uploader.active) return 'The account is not active.';
    if (uploader.banned) return 'The account is banned.';
    return undefined;
  }

  /**
   * Reserves an id and the space for a new file of `fullSize` bytes. In the folder of another account the file and
   * the space are the owner's, the upload itself and its limit those of the account that started it (assumption).
   * @throws FolderNotFound
   */
  start(uploader: Account, dirId: bigint, name: string, fullSize: bigint): Upload | NotStarted {
    // client: a test program passes 0 and expects a usable id.
    const toRoot = dirId === 0n && this.assume['dir-zero'] === 'root';
    const wanted = toRoot ? ROOT_ALIAS : dirId;
    const folder = unlessDenied(() => this.access.folder(uploader, wanted, 'upload'), undefined);
    if (!folder) return DENIED;
    if (inBin(folder)) return { refused: 'The folder is in the recycle bin.' };
    if (name === '') return { refused: 'The file has no name.' };
    const long = tooLong('file name', name, LONGEST.name);
    if (long !== undefined) return { refused: long };
    if (this.assume['upload-clash'] === 'refuse' && folder.children.named('file', name).length > 0)
      return { refused: `The folder has a file "${name}" already.` };
    const refused = this.#isFull ? FULL : this.#whyNot(uploader, folder.owner, fullSize, 0n);
    if (refused !== undefined) return { refused };
    return this.#reserve({ id: this.#newId(uploader), uploader, folder, name, fullSize });
  }

  /**
   * Reserves the space for new bytes of a file. An empty name keeps the present one (wiki). The id stays (assumption).
   * It replaces an update that was started before (assumption).
   * @throws FileNotFound
   */
  async startUpdate(
    uploader: Account,
    fileId: bigint,
    name: string,
    fullSize: bigint,
  ): Promise<Upload | NotStarted> {
    const file = unlessDenied(() => this.access.file(uploader, fileId, 'updateFiles'), undefined);
    if (!file) return DENIED;
    const long = tooLong('file name', name, LONGEST.name);
    if (long !== undefined) return { refused: long };
    if (inBin(file)) return { refused: 'The file is in the recycle bin.' };
    const kept = tooManyVersions(file);
    if (kept !== undefined) return { refused: kept };
    const earlier = this.#unfinished.get(fileId);
    const refused = this.#whyNot(uploader, file.owner, fullSize, earlier?.fullSize ?? 0n);
    if (refused !== undefined) return { refused };
    const gone = earlier && this.#discard(earlier, 'restarted');
    const { id, parent: folder } = file;
    const upload = this.#reserve({ id, uploader, folder, name, fullSize, updates: file });
    await gone;
    return upload;
  }

  /** The upload with this id that the account started, when it is neither finished nor cancelled. */
  unfinished(uploader: Account, fileId: bigint): Upload | undefined {
    const upload = this.#unfinished.get(fileId);
    return upload?.uploader === uploader ? upload : undefined;
  }

  /** Every unfinished upload. */
  [Symbol.iterator](): IterableIterator<Upload> {
    return this.#unfinished[Symbol.iterator]();
  }

  /**
   * Discards an upload and its bytes. A finished file stays (assumption).
   * @throws FileNotFound
   */
  async cancel(uploader: Account, fileId: bigint): Promise<void> {
    const upload = this.unfinished(uploader, fileId);
    if (upload) await this.#discard(upload, 'cancelled');
    else this.access.file(uploader, fileId, 'view');
  }

  /** Cancels the uploads to a folder and everything below it, or only to the folder itself; or the update of a file. */
  async cancelIn(node: NodeRecord, which: 'within' | 'at' = 'within'): Promise<void> {
    await Promise.all(this.#unfinished[which](node).map((upload) => this.#discard(upload, 'cancelled')));
  }

  /**
   * Joins the parts and makes the file visible. Empty on success, otherwise what is wrong (howto); the parts are kept
   * then. Asking again for a finished file is harmless if the digest is the same.
   * @throws FileNotFound
   */
  async finish(uploader: Account, fileId: bigint, sent: string): Promise<string> {
    const digest = readDigest(sent, this.assume['short-digest']);
    for (;;) {
      const found = this.unfinished(uploader, fileId) ?? this.access.file(uploader, fileId, 'view');
      if ('complaint' in digest) return digest.complaint;
      if (!(found instanceof Upload)) {
        await found.whenKnown;
        return compareDigests(digest.md5, found.md5);
      }
      if (!found.finishing) return this.#join(found, digest.md5);
      if (found.finishing.md5 === digest.md5) return found.finishing.answer;
      await Promise.allSettled([found.finishing.answer]);
    }
  }

  /** Begins a part. @throws UploadRefusal 1, 4, 5 or 6 */
  openPart(uploader: Account, fileId: bigint, firstByte: bigint): PartWriter {
    this.#refuseBarred(uploader);
    const upload = this.unfinished(uploader, fileId);
    if (!upload) throw new UploadRefusal(6, `the account has no unfinished upload ${fileId}`);
    upload.refuseUnlessOpen();
    if (firstByte < 0n) throw new UploadRefusal(4, `the first byte of the part is ${firstByte}`);
    if (firstByte > upload.fullSize) {
      throw new UploadRefusal(
        1,
        `the part begins at ${firstByte}, behind the announced ${upload.fullSize} bytes`,
      );
    }
    return new ArrivingPart((refused) => this.#closePart(upload, refused), upload, firstByte);
  }

  /** Begins a file that was not reserved. @throws UploadRefusal 4 */
  openWhole(uploader: Account, target: WholeTarget): WholeWriter {
    this.#refuseBarred(uploader);
    const name = target.keepsName ? '' : target.name;
    if (name === '' && target.updates === undefined) throw new UploadRefusal(4, 'the file has no name');
    const long = tooLong('file name', name, LONGEST.name);
    if (long !== undefined) throw new UploadRefusal(4, long);
    const place = placeOf(this.access, uploader, target);
    const kept = place.kind === 'file' ? tooManyVersions(place) : this.#isFull ? FULL : undefined;
    if (kept !== undefined) throw new UploadRefusal(4, kept);
    return new ArrivingFile(this.tree, this.accounts, uploader, place, name, this.platform);
  }

  /** A part has ended. Completes the upload with `completion=all-bytes`. */
  async #closePart(upload: Upload, refused: boolean): Promise<void> {
    upload.openParts -= 1;
    if (this.assume.completion === 'all-bytes' && !refused) await this.#completeByItself(upload);
    if (upload.openParts === 0 && upload.state === 'open') await upload.bytes.rest();
  }

  save(keeper: Pick<BytesKeeper, 'keepArriving'>): UploadsState {
    return { enabled: this.enabled, unfinished: Array.from(this, (upload) => upload.save(keeper)) };
  }

  load({ enabled, unfinished }: UploadsState, { account, folder, arriving }: References): void {
    this.enabled = enabled;
    for (const { uploader, folder: dirId, updates, bytes, surplus, ...start } of unfinished) {
      const place = folder(dirId);
      const updated = updates ? this.tree.file(place.owner, start.id) : undefined;
      const upload = this.#reserve(
        { ...start, uploader: account(uploader), folder: place, updates: updated },
        arriving(bytes),
      );
      upload.surplus = surplus;
    }
  }

  /** Cancels all uploads and accepts no more. */
  async discard(): Promise<void> {
    this.enabled = false;
    await Promise.all(Array.from(this, (upload) => this.#discard(upload, 'cancelled')));
  }

  async #completeByItself(upload: Upload): Promise<void> {
    while (upload.finishing) await Promise.allSettled([upload.finishing.answer]);
    if (upload.state === 'open' && upload.fullSize > 0n && upload.isComplete)
      await this.#join(upload, undefined);
  }

  async #join(upload: Upload, md5: string | undefined): Promise<string> {
    const answer = join(upload, md5, (actual) => this.#place(upload, actual));
    upload.finishing = { md5, answer };
    return answer;
  }

  #place(upload: Upload, md5: string): void {
    const stored = { content: upload.bytes.content, size: upload.fullSize, md5 };
    this.#forget(upload);
    upload.state = 'finished';
    if (upload.updates) {
      this.tree.update(upload.updates, stored);
      if (upload.name !== '') this.tree.rename(upload.updates, upload.name);
    } else {
      this.tree.addFile(upload.folder, upload.name, stored, { id: upload.id });
    }
  }

  #newId(uploader: Account): bigint {
    const id = this.tree.reserveId(uploader.nextFileId);
    if (uploader.nextFileId !== undefined) uploader.nextFileId = idAfter(id);
    return id;
  }

  /** `released` bytes become free with the start itself. */
  #whyNot(uploader: Account, owner: Account, fullSize: bigint, released: bigint): string | undefined {
    const barrier = this.barrier(uploader);
    if (barrier !== undefined) return barrier;
    if (fullSize < 0n) return `The size is negative: ${fullSize}.`;
    if (fullSize > uploader.maxFileSize) {
      return `The file has ${fullSize} bytes, the largest one allowed has ${uploader.maxFileSize}.`;
    }
    const free = this.accounts.freeSpace(owner, released);
    return fullSize > free ? `The file has ${fullSize} bytes, and ${free} are free.` : undefined;
  }

  get #isFull(): boolean {
    return this.tree.size + this.#unfinished.size >= MOST.nodes;
  }

  #refuseBarred(uploader: Account): void {
    const barrier = this.barrier(uploader);
    if (barrier !== undefined) throw new UploadRefusal(4, barrier);
  }

  #reserve(start: UploadStart, bytes = new ArrivingBytes(this.platform)): Upload {
    const upload = new Upload(start, bytes);
    this.#unfinished.add(upload);
    upload.owner.space.take(upload.fullSize, 'reserved');
    return upload;
  }

  #forget(upload: Upload): void {
    this.#unfinished.delete(upload);
    upload.owner.space.giveBack(upload.fullSize, 'reserved');
  }

  async #discard(upload: Upload, state: 'cancelled' | 'restarted'): Promise<void> {
    this.#forget(upload);
    upload.state = state;
    await upload.bytes.settled();
    await Promise.allSettled([upload.finishing?.answer]);
    await this.holdings.release(upload.bytes.content);
  }
}

function tooManyVersions({ older }: FileRecord): string | undefined {
  return older.length < MOST.versions
    ? undefined
    : `The file has ${older.length} older versions, which is the most.`;
}
