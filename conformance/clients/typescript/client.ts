import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Failure } from './failure.js';
import { wholeNumber } from './numbers.js';
import { type Item, Service } from './service.js';
import { resume, upload } from './upload.js';

export interface ClientTarget {
  readonly wsdl: string;
  readonly soap: string;
  readonly login: string;
  readonly password: string;
}

export interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  readonly directory: boolean;
}

/** Bytes of a part, as far as nobody says otherwise. */
const PART_SIZE = 64 * 1024;

/** A client of the service for one account. Every method throws a Failure when it cannot do what it should. */
export class FourSharedClient {
  readonly #service: Promise<Service>;

  constructor(target: ClientTarget) {
    this.#service = Service.connect(target);
    // Whoever calls first hears of it.
    this.#service.catch(() => {});
  }

  async upload(file: string, name: string, dirId: string, partSize = PART_SIZE): Promise<string> {
    return String(await upload(await this.#service, { file, name, dirId, partSize }));
  }

  async resume(file: string, name: string, dirId: string, handle: string): Promise<string> {
    return String(await resume(await this.#service, { file, name, dirId, partSize: PART_SIZE }, handle));
  }

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

  /** The codes below 1: client (old wiki). */
  async createFolder(dirId: string, name: string): Promise<string> {
    const id = wholeNumber(
      await (await this.#service).ask('createNewFolder', dirId, name),
      'createNewFolder',
    );
    if (id > 0n) return String(id);
    const reasons = new Map([
      [0n, 'it is not allowed'],
      [-1n, 'there is one of that name'],
      [-2n, 'its parent was removed'],
    ]);
    throw new Failure('refused', `the folder was not made: ${reasons.get(id) ?? `code ${id}`}`);
  }

  async download(fileId: string, to: string): Promise<void> {
    const service = await this.#service;
    const link = await service.ask('getFileDownloadLink', fileId);
    const address = link && (await service.ask('getDirectLink', link));
    if (!address?.startsWith('http'))
      throw new Failure('refused', `there is no address for the file ${fileId}`);
    const answer = await fetch(address);
    if (answer.status !== 200 || !answer.body)
      throw new Failure('refused', `the address of the file answered ${answer.status}`);
    try {
      await pipeline(answer.body, createWriteStream(to));
    } catch (error) {
      await rm(to, { force: true });
      throw new Failure(
        'connection',
        `the download broke off: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  async delete(fileId: string): Promise<void> {
    await (await this.#service).ask('deleteFile', fileId);
  }
}
