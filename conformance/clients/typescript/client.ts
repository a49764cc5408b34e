import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Failure, failureOf } from './failure.js';
import { wholeNumber } from './numbers.js';
import { type Item, Service, type ServiceTarget } from './service.js';
import { SourceFile } from './source-file.js';
import { resume, upload } from './upload.js';

export interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  readonly directory: boolean;
}

/** Bytes of a part, as far as nobody says otherwise. */
const PART_SIZE = 64 * 1024;

/** Why a folder was not made, by the code below 1 that says so. Source: client (old wiki). */
const NOT_MADE: ReadonlyMap<bigint, string> = new Map([
  [0n, 'it is not allowed'],
  [-1n, 'there is one of that name'],
  [-2n, 'its parent was removed'],
]);

/** A client of the service for one account. Every method throws a Failure when it cannot do what it should. */
export class FourSharedClient {
  readonly #service: Promise<Service>;
  readonly #signal: AbortSignal | undefined;

  /** @param signal gives up everything that is under way */
  constructor(target: ServiceTarget, signal?: AbortSignal) {
    this.#signal = signal;
    this.#service = Service.connect(target, signal);
    // Whoever calls first hears of it.
    this.#service.catch(() => {});
  }

  /** Sizes of parts are bytes. Tells the id of the file, 64-bit. */
  async upload(file: string, name: string, dirId: string, partSize = PART_SIZE): Promise<string> {
    const order = { file, name, dirId, partSize, signal: this.#signal };
    return String(await upload(await this.#service, order));
  }

  /** @param handle of the failure that the upload ended with */
  async resume(file: string, name: string, dirId: string, handle: string): Promise<string> {
    const order = { file, name, dirId, partSize: PART_SIZE, signal: this.#signal };
    return String(await resume(await this.#service, order, handle));
  }

  /** Bytes that are free, 64-bit. */
  async space(): Promise<string> {
    return String(wholeNumber(await (await this.#service).ask('getFreeSpace'), 'getFreeSpace'));
  }

  async list(dirId: string): Promise<ListedFile[]> {
    const items = await (await this.#service).askFor<{ item?: Item | Item[] }>('getItems', dirId);
    // One item comes as an object, several as an array.
    const listed = items?.item === undefined ? [] : [items.item].flat();
    return listed.map(({ id, name = '', size, directory }) => {
      return { id, name, size, directory: directory === 'true' || directory === '1' };
    });
  }

  async createFolder(dirId: string, name: string): Promise<string> {
    const id = wholeNumber(
      await (await this.#service).ask('createNewFolder', dirId, name),
      'createNewFolder',
    );
    if (id > 0n) return String(id);
    throw new Failure('refused', `the folder was not made: ${NOT_MADE.get(id) ?? `code ${id}`}`);
  }

  /** Writes the bytes of a file to the path `to`, and compares their digest. Nothing is left there after a failure. */
  async download(fileId: string, to: string): Promise<void> {
    const service = await this.#service;
    const item = await service.askFor<Item>('getFileInfo', fileId);
    const address = item?.downloadLink && (await service.ask('getDirectLink', item.downloadLink));
    if (!item || !address?.startsWith('http'))
      throw new Failure('refused', `there is no address for the file ${fileId}`);
    try {
      const answer = await fetch(address, this.#signal ? { signal: this.#signal } : {});
      if (answer.status !== 200 || !answer.body)
        throw new Failure('refused', `the address of the file answered ${answer.status}`);
      await pipeline(answer.body, createWriteStream(to));
      const md5 = await (await SourceFile.open(to)).md5();
      if (item.md5 !== undefined && item.md5.toLowerCase() !== md5)
        throw new Failure('damaged', `the bytes that came have the digest ${md5}, the file has ${item.md5}`);
    } catch (error) {
      await rm(to, { force: true });
      throw failureOf(error);
    }
  }

  async delete(fileId: string): Promise<void> {
    await (await this.#service).ask('deleteFile', fileId);
  }
}
