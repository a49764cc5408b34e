import type { Account, Accounts } from '../accounts/accounts.js';
import { UploadRefusal } from '../errors.js';
import type { FileNode } from '../nodes.js';
import type { Platform } from '../platform.js';
import type { NodeRecord } from '../records.js';
import type { Tree } from '../tree/tree.js';
import { inBin } from '../tree/walk.js';
import { ArrivingBytes } from './arriving-bytes.js';
import type { WholeWriter } from './parts.js';

/** A file that arrives in one request. The bytes written so far are reserved for it. */
export class ArrivingFile implements WholeWriter {
  #bytes: ArrivingBytes;
  readonly #owner: Account;
  #size = 0n;
  #failed = false;
  #ended = false;

  constructor(
    private readonly tree: Tree,
    private readonly accounts: Accounts,
    private readonly uploader: Account,
    /** The folder of a new file, or the file whose bytes are replaced. */
    private readonly place: NodeRecord,
    /** Empty: that of the file whose bytes are replaced. */
    private readonly fileName: string,
    platform: Platform,
  ) {
    this.#bytes = new ArrivingBytes(platform);
    this.#owner = place.owner;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const offset = this.#size;
    this.#take(BigInt(bytes.length));
    try {
      await this.#bytes.write(offset, bytes);
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  async takeOver(bytes: ArrivingBytes, size: bigint): Promise<void> {
    this.#take(size);
    const { content } = this.#bytes;
    this.#bytes = bytes;
    await content.remove();
  }

  #take(length: bigint): void {
    this.#refuseIfEnded();
    const { maxFileSize } = this.uploader;
    if (this.#size + length > maxFileSize) {
      throw new UploadRefusal(1, `the account takes files of up to ${maxFileSize} bytes, and more came`);
    }
    const free = this.accounts.freeSpace(this.#owner);
    if (length > free) throw new UploadRefusal(2, `${free} bytes are free, and more came`);
    this.#size += length;
    this.#owner.space.take(length, 'reserved');
  }

  async finish(): Promise<FileNode> {
    this.#refuseIfEnded();
    await this.#bytes.settled();
    await this.#abandonIfUnfit();
    const md5 = await this.#bytes.md5(this.#size);
    await this.#bytes.rest();
    await this.#abandonIfUnfit();
    this.#end();
    const stored = { content: this.#bytes.content, size: this.#size, md5 };
    const { place } = this;
    if (place.kind === 'folder') return this.tree.addFile(place, this.fileName, stored);
    this.tree.update(place, stored);
    if (this.fileName !== '') this.tree.rename(place, this.fileName);
    return place;
  }

  async abandon(): Promise<void> {
    if (this.#ended) return;
    this.#end();
    await this.#bytes.settled();
    await this.#bytes.content.remove();
  }

  async #abandonIfUnfit(): Promise<void> {
    const refusal = this.#whyNot();
    if (!refusal) return;
    await this.abandon();
    throw refusal;
  }

  #whyNot(): UploadRefusal | undefined {
    if (this.#ended) return new UploadRefusal(6, 'the upload was given up');
    if (this.#size === 0n) return new UploadRefusal(3, 'no byte came');
    if (this.#failed) return new UploadRefusal(4, 'some bytes could not be stored');
    const { kind, id } = this.place;
    const isThere = this.tree.node(id) === this.place && !inBin(this.place);
    return isThere
      ? undefined
      : new UploadRefusal(4, `the ${kind} was removed while the bytes were arriving`);
  }

  #refuseIfEnded(): void {
    if (this.#ended) throw new UploadRefusal(6, 'the upload has ended already');
  }

  #end(): void {
    this.#ended = true;
    this.#owner.space.giveBack(this.#size, 'reserved');
  }
}
