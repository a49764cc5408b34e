import type { Account, Accounts } from './accounts.js';
import type { Assumptions } from './assumptions.js';
import { UploadRefusal } from './errors.js';
import { compareDigests, join, readDigest } from './join.js';
import { type FolderRecord, inBin, isIn, type NodeRecord } from './nodes.js';
import { ArrivingPart, type PartWriter, type WholeTarget, type WholeWriter } from './parts.js';
import type { Platform } from './platform.js';
import { ROOT_ALIAS, type Tree } from './tree.js';
import { Upload, type UploadStart } from './upload.js';
import { ArrivingFile } from './whole-file.js';

/** Why no upload was started. */
export interface NotStarted {
  readonly refused: string;
}

/** The uploads that are not finished, found by the id of the file they become. */
export class Uploads {
  /** The global switch that hasRightUpload shows. */
  enabled: boolean;
  readonly #byId = new Map<bigint, Upload>();

  constructor(
    private readonly platform: Platform,
    private readonly tree: Tree,
    private readonly accounts: Accounts,
    private readonly assume: Assumptions,
    enabled: boolean,
  ) {
    this.enabled = enabled;
  }

  /** Why an account cannot upload at all; undefined when it can. */
  barrier(owner: Account): string | undefined {
    if (!this.enabled) return 'Uploading is switched off for now.';
    if (!owner.active) return 'The account is not active.';
    if (owner.banned) return 'The account is banned.';
    return undefined;
  }

  /**
   * Reserves an id and the space for a new file of `fullSize` bytes.
   * @throws FolderNotFound
   */
  start(owner: Account, dirId: bigint, name: string, fullSize: bigint): Upload | NotStarted {
    // client: a test program passes 0 and expects a usable id.
    const toRoot = dirId === 0n && this.assume['dir-zero'] === 'root';
    const folder = this.tree.folder(owner, toRoot ? ROOT_ALIAS : dirId);
    if (inBin(folder)) return { refused: 'The folder is in the recycle bin.' };
    if (name === '') return { refused: 'The file has no name.' };
    if (this.assume['upload-clash'] === 'refuse' && folder.children.named('file', name).length > 0)
      return { refused: `The folder has a file "${name}" already.` };
    const refused = this.#whyNot(owner, fullSize, 0n);
    if (refused !== undefined) return { refused };
    return this.#reserve({ id: this.tree.reserveId(), owner, folder, name, fullSize });
  }

  /**
   * Reserves the space for new bytes of a file. An empty name keeps the present one (wiki). The id stays (assumption).
   * An update that was started before is given up for it (assumption).
   * @throws FileNotFound
   */
  async startUpdate(
    owner: Account,
    fileId: bigint,
    name: string,
    fullSize: bigint,
  ): Promise<Upload | NotStarted> {
    const file = this.tree.file(owner, fileId);
    if (inBin(file)) return { refused: 'The file is in the recycle bin.' };
    const earlier = this.#byId.get(fileId);
    const refused = this.#whyNot(owner, fullSize, earlier?.fullSize ?? 0n);
    if (refused !== undefined) return { refused };
    const gone = earlier && this.#discard(earlier, 'restarted');
    const upload = this.#reserve({ id: file.id, owner, folder: file.parent, name, fullSize, updates: file });
    await gone;
    return upload;
  }

  /** The account's upload with this id, when it is neither finished nor cancelled. */
  unfinished(owner: Account, fileId: bigint): Upload | undefined {
    const upload = this.#byId.get(fileId);
    return upload?.owner === owner ? upload : undefined;
  }

  /** Every unfinished upload. */
  [Symbol.iterator](): IterableIterator<Upload> {
    return this.#byId.values();
  }

  /**
   * Throws an upload and its bytes away. A finished file is left alone (assumption).
   * @throws FileNotFound
   */
  async cancel(owner: Account, fileId: bigint): Promise<void> {
    const upload = this.unfinished(owner, fileId);
    if (upload) await this.#discard(upload, 'cancelled');
    else this.tree.file(owner, fileId);
  }

  /** Cancels the uploads to a folder and everything below it, or the update of a file. */
  async cancelIn(node: NodeRecord): Promise<void> {
    await Promise.all(this.#within(node).map((upload) => this.#discard(upload, 'cancelled')));
  }

  /**
   * Joins the parts and makes the file visible. Empty on success, otherwise what is wrong (seed); the parts are kept
   * then. Asking again for a finished file is harmless if the digest is the same.
   * @throws FileNotFound
   */
  async finish(owner: Account, fileId: bigint, sent: string): Promise<string> {
    const digest = readDigest(sent, this.assume['short-digest']);
    for (;;) {
      const found = this.unfinished(owner, fileId) ?? this.tree.file(owner, fileId);
      if ('complaint' in digest) return digest.complaint;
      if (!(found instanceof Upload)) return compareDigests(digest.md5, found.md5);
      if (!found.finishing) return this.#join(found, digest.md5);
      if (found.finishing.md5 === digest.md5) return found.finishing.answer;
      await Promise.allSettled([found.finishing.answer]);
    }
  }

  /** Begins a part. @throws UploadRefusal 1, 4, 5 or 6 */
  openPart(owner: Account, fileId: bigint, firstByte: bigint): PartWriter {
    this.#refuseBarred(owner);
    const upload = this.unfinished(owner, fileId);
    if (!upload) throw new UploadRefusal(6, `the account has no unfinished upload ${fileId}`);
    upload.refuseUnlessOpen();
    if (firstByte < 0n) throw new UploadRefusal(4, `the first byte of the part is ${firstByte}`);
    if (firstByte > upload.fullSize) {
      throw new UploadRefusal(
        1,
        `the part begins at ${firstByte}, behind the announced ${upload.fullSize} bytes`,
      );
    }
    return new ArrivingPart(this, upload, firstByte);
  }

  /** Begins a file that was not reserved. @throws UploadRefusal 4 */
  openWhole(owner: Account, target: WholeTarget): WholeWriter {
    this.#refuseBarred(owner);
    if (target.name === '') throw new UploadRefusal(4, 'the file has no name');
    const folder = this.#openFolder(owner, target.dirId ?? ROOT_ALIAS);
    return new ArrivingFile(this.tree, this.accounts, folder, target.name, this.platform);
  }

  /** A part has ended. Completes the upload when that is assumed to happen by itself. */
  async closePart(upload: Upload, refused: boolean): Promise<void> {
    upload.openParts -= 1;
    if (this.assume.completion === 'all-bytes' && !refused) await this.#completeByItself(upload);
    if (upload.openParts === 0 && upload.state === 'open') await upload.bytes.rest();
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

  async #place(upload: Upload, md5: string): Promise<void> {
    const stored = { content: upload.bytes.content, size: upload.fullSize, md5 };
    this.#forget(upload);
    upload.state = 'finished';
    if (upload.updates) {
      this.tree.update(upload.updates, stored);
      if (upload.name !== '') this.tree.rename(upload.updates, upload.name);
    } else {
      this.tree.addFile(upload.folder, upload.name, stored, { id: upload.id });
    }
    await upload.bytes.rest();
  }

  /** `released` bytes become free with the start itself. */
  #whyNot(owner: Account, fullSize: bigint, released: bigint): string | undefined {
    const barrier = this.barrier(owner);
    if (barrier !== undefined) return barrier;
    if (fullSize < 0n) return `The size is negative: ${fullSize}.`;
    if (fullSize > owner.maxFileSize) {
      return `The file has ${fullSize} bytes, the largest one allowed has ${owner.maxFileSize}.`;
    }
    const free = this.accounts.freeSpace(owner, released);
    return fullSize > free ? `The file has ${fullSize} bytes, and ${free} are free.` : undefined;
  }

  #refuseBarred(owner: Account): void {
    const barrier = this.barrier(owner);
    if (barrier !== undefined) throw new UploadRefusal(4, barrier);
  }

  #openFolder(owner: Account, dirId: bigint): FolderRecord {
    const folder = dirId === ROOT_ALIAS ? owner.root : this.tree.node(dirId);
    if (folder?.kind !== 'folder' || folder.owner !== owner || inBin(folder)) {
      throw new UploadRefusal(4, `the account has no folder ${dirId} outside the recycle bin`);
    }
    return folder;
  }

  #within(node: NodeRecord): Upload[] {
    if (node.kind === 'file') {
      const update = this.#byId.get(node.id);
      return update ? [update] : [];
    }
    return [...this.#byId.values()].filter((upload) => isIn(upload.folder, node));
  }

  #reserve(start: UploadStart): Upload {
    const upload = new Upload(start, this.platform);
    this.#byId.set(upload.id, upload);
    upload.owner.space.take(upload.fullSize, 'reserved');
    return upload;
  }

  #forget(upload: Upload): void {
    this.#byId.delete(upload.id);
    upload.owner.space.giveBack(upload.fullSize, 'reserved');
  }

  async #discard(upload: Upload, state: 'cancelled' | 'restarted'): Promise<void> {
    this.#forget(upload);
    upload.state = state;
    await upload.bytes.settled();
    await Promise.allSettled([upload.finishing?.answer]);
    await upload.bytes.content.remove();
  }
}
