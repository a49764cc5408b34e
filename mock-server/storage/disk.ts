import { accessSync, constants, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Content, ContentStore } from '../world/platform.js';
import { DiskContent } from './disk-content.js';
import { closedStore, StorageError } from './errors.js';

/**
 * Keeps bytes in files of one folder, which is made when the first bytes come. A file is named by a number and never
 * by what a client sent. The folder is gone after `close`.
 */
export class DiskContentStore implements ContentStore {
  readonly #parent: string;
  readonly #contents = new Set<DiskContent>();
  #folder: string | undefined;
  #last = 0;
  #closed = false;

  /**
   * @param options.folder where the folder is made; default: the system's folder for temporary files
   * @throws StorageError when nothing can be made there
   */
  constructor(options: { readonly folder?: string } = {}) {
    this.#parent = options.folder ?? tmpdir();
    attempt(this.#parent, () => accessSync(this.#parent + sep, constants.W_OK | constants.X_OK));
  }

  /** How many contents were created and not removed. */
  get size(): number {
    return this.#contents.size;
  }

  /** The folder that holds the files; undefined as long as nothing was written. */
  get folder(): string | undefined {
    return this.#folder;
  }

  /** @throws StorageError once the store was closed */
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

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(Array.from(this.#contents, (content) => content.remove()));
    const folder = this.#folder;
    this.#folder = undefined;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  #openFolder(): string {
    if (this.#folder !== undefined) return this.#folder;
    if (this.#closed) throw closedStore();
    this.#folder = attempt(this.#parent, () => mkdtempSync(join(this.#parent, '4shared-testkit-')));
    return this.#folder;
  }
}

function attempt<Result>(folder: string, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new StorageError(
      `The folder ${folder} cannot hold the uploaded files (${REASONS.get(code) ?? code}): choose one that can be written to.`,
      { cause },
    );
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it does not exist'],
  ['ENOTDIR', 'it is no folder'],
  ['EACCES', 'no permission to write'],
  ['EPERM', 'no permission to write'],
  ['EROFS', 'it is read-only'],
  ['ENOSPC', 'no space left'],
]);
