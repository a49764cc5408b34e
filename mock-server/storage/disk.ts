import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Content, ContentStore } from '../world/index.js';
import { DiskContent } from './disk-content.js';
import { closedStore, codeOf, reasonOf, StorageError, StorageUnavailable } from './errors.js';
import { folderPrefix } from './leftovers.js';

/** The default parent of storage folders. */
export const defaultParent = (): string => tmpdir();

/**
 * Checks at the start of a server that the folder can be used.
 * @throws StorageError
 */
export function checkParent(parent: string): void {
  try {
    accessSync(parent + sep, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StorageError(
      `The folder ${parent} cannot hold the uploaded files (${reasonOf(cause)}): choose one that can be written to.`,
      { cause },
    );
  }
}

/**
 * Keeps bytes in files of one folder, which is created by the first write, and again when it has vanished. A
 * file is named by a number and never by what a client sent. The folder is gone after `close`.
 */
export class DiskContentStore implements ContentStore {
  readonly #parent: string;
  readonly #contents = new Set<DiskContent>();
  /** The last one is in use. A vanished one may come back, as volumes do. */
  readonly #folders: string[] = [];
  #last = 0;
  #closed = false;

  /** @param options.folder where the folder is made; default: the system's folder for temporary files */
  constructor(options: { readonly folder?: string } = {}) {
    this.#parent = options.folder ?? defaultParent();
  }

  /** How many contents were created and not removed. */
  get size(): number {
    return this.#contents.size;
  }

  /** The folder of the files; undefined before the first write. */
  get folder(): string | undefined {
    return this.#folders.at(-1);
  }

  /** @throws ContentGone once the store was closed */
  create(): Content {
    if (this.#closed) throw closedStore();
    const name = String(++this.#last);
    const content = new DiskContent(
      () => join(this.#openFolder(), name),
      () => this.#contents.delete(content),
    );
    this.#contents.add(content);
    return content;
  }

  /** @throws StorageUnavailable when something cannot be removed */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(Array.from(this.#contents, (content) => content.remove()));
    await Promise.all(this.#folders.splice(0).map(removeFolder));
  }

  #openFolder(): string {
    if (this.#closed) throw closedStore();
    const { folder } = this;
    if (folder !== undefined && lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
    mkdirSync(this.#parent, { recursive: true });
    const made = mkdtempSync(join(this.#parent, folderPrefix()));
    this.#folders.push(made);
    return made;
  }
}

async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    // Its parent is no folder any more.
    if (codeOf(error) !== 'ENOTDIR') throw new StorageUnavailable(error);
  }
}
