import type { Account, Accounts } from './accounts.js';
import { putFileTexts, putFolderText } from './descriptions.js';
import { FixtureError } from './errors.js';
import type { Favorites } from './favorites.js';
import type { FixtureAccount, FixtureContentsOf, FixtureFile, FixtureFolder } from './fixture.js';
import type { FixtureContents } from './fixture-content.js';
import type { Ids } from './ids.js';
import { type FileRecord, type FolderRecord, inBin, type StoredBytes } from './nodes.js';
import type { Sharing } from './sharing.js';
import { withPresets } from './sharing-properties.js';
import type { Tree } from './tree.js';

const LARGEST_LONG = 2n ** 63n - 1n;

/** Puts into a world what a fixture describes. Every method throws FixtureError with the place in the fixture. */
export class Populator {
  constructor(
    private readonly ids: Ids,
    private readonly accounts: Accounts,
    private readonly tree: Tree,
    private readonly sharing: Sharing,
    private readonly favorites: Favorites,
    private readonly contents: FixtureContents,
  ) {}

  addAccounts(fixtures: readonly FixtureAccount[], path: string): void {
    // First, so that no id that is given out reaches one that was chosen.
    for (const [index, fixture] of fixtures.entries()) this.takeIds(fixture, `${path}[${index}]`);
    for (const [index, fixture] of fixtures.entries()) this.#addAccount(fixture, `${path}[${index}]`);
  }

  addAccount(fixture: FixtureAccount): Account {
    this.takeIds(fixture, 'account');
    return this.#addAccount(fixture, 'account');
  }

  addFolder(parent: FolderRecord, fixture: FixtureFolder): FolderRecord {
    this.#takeId(fixture, 'folder');
    this.takeIds(fixture, 'folder');
    return this.#addFolder(parent, fixture, 'folder');
  }

  addFile(parent: FolderRecord, fixture: FixtureFile): FileRecord {
    this.#takeId(fixture, 'file');
    return this.#addFile(parent, fixture, 'file');
  }

  /** Sets aside the ids that are chosen somewhere in `inside`. */
  takeIds(inside: FixtureContentsOf, path: string): void {
    for (const [index, file] of (inside.files ?? []).entries()) this.#takeId(file, `${path}.files[${index}]`);
    for (const [index, folder] of (inside.folders ?? []).entries()) {
      this.#takeId(folder, `${path}.folders[${index}]`);
      this.takeIds(folder, `${path}.folders[${index}]`);
    }
  }

  #takeId({ id }: { readonly id?: bigint | undefined }, path: string): void {
    if (id === undefined) return;
    if (id <= 0n || id > LARGEST_LONG) {
      throw new FixtureError(`${path}.id`, `is ${id}, but must be above 0 and below 2^63`);
    }
    if (!this.ids.take(id))
      throw new FixtureError(`${path}.id`, `is ${id}, which is in use already; every id must be different`);
  }

  #addAccount(fixture: FixtureAccount, path: string): Account {
    if (fixture.login === '') throw new FixtureError(`${path}.login`, 'must not be empty');
    if (fixture.password === '') throw new FixtureError(`${path}.password`, 'must not be empty');
    refuseNegative(fixture.quota, `${path}.quota`);
    refuseNegative(fixture.maxFileSize, `${path}.maxFileSize`);
    const account = this.accounts.add(fixture);
    if (!account) {
      throw new FixtureError(
        `${path}.login`,
        `is "${fixture.login}", which another account has already; case does not count`,
      );
    }
    this.#fill(account.root, fixture, path);
    return account;
  }

  #fill(folder: FolderRecord, inside: FixtureContentsOf, path: string): void {
    for (const [index, inner] of (inside.folders ?? []).entries()) {
      this.#addFolder(folder, inner, `${path}.folders[${index}]`);
    }
    for (const [index, file] of (inside.files ?? []).entries()) {
      this.#addFile(folder, file, `${path}.files[${index}]`);
    }
  }

  #addFolder(parent: FolderRecord, fixture: FixtureFolder, path: string): FolderRecord {
    if (fixture.name === '') throw new FixtureError(`${path}.name`, 'must not be empty');
    if (!fixture.removed && parent.children.named('folder', fixture.name).length > 0) {
      throw new FixtureError(
        `${path}.name`,
        `is "${fixture.name}", which another folder in this place has already; case does not count`,
      );
    }
    const folder = this.tree.addFolder(parent, fixture.name, { id: fixture.id });
    describeFolder(folder, fixture, path);
    if (fixture.removed && !inBin(parent)) this.tree.remove(folder);
    this.#share(folder, fixture, path);
    this.#fill(folder, fixture, path);
    return folder;
  }

  #share(folder: FolderRecord, { sharing }: FixtureFolder, path: string): void {
    if (!sharing) return;
    const complaint = this.sharing.set(folder, withPresets({ shared: true, ...sharing }));
    if (complaint === '') return;
    throw new FixtureError(`${path}.sharing.subdomainName`, `is not possible: ${complaint}`);
  }

  #addFile(parent: FolderRecord, fixture: FixtureFile, path: string): FileRecord {
    if (fixture.name === '') throw new FixtureError(`${path}.name`, 'must not be empty');
    const date = readDate(fixture.date, `${path}.date`);
    const stored = this.#bytesOf(fixture, path);
    const file = this.tree.addFile(parent, fixture.name, stored, { id: fixture.id, date });
    describeFile(file, fixture, path);
    if (fixture.favorite) this.favorites.mark(file.owner, file);
    if (fixture.removed && !inBin(parent)) this.tree.remove(file);
    return file;
  }

  #bytesOf({ text, base64, size, content }: FixtureFile, path: string): StoredBytes {
    if ([text, base64, size, content].filter((given) => given !== undefined).length > 1) {
      throw new FixtureError(path, 'must have only one of text, base64, size and content');
    }
    refuseNegative(size, `${path}.size`);
    if (content) return content;
    if (size !== undefined) return this.contents.ofSize(size);
    if (base64 === undefined) return this.contents.text(text ?? '');
    try {
      return this.contents.base64(base64);
    } catch {
      throw new FixtureError(`${path}.base64`, 'must be base64');
    }
  }
}

function describeFolder(folder: FolderRecord, { description }: FixtureFolder, path: string): void {
  if (description === undefined) return;
  refuseComplaint(putFolderText(folder, { ...folder.description, description }), path);
}

function describeFile(file: FileRecord, fixture: FixtureFile, path: string): void {
  const { description, keywords, comment } = fixture;
  // A hundred thousand files without texts share one object.
  if (description === undefined && keywords === undefined && comment === undefined) return;
  const { flags } = file.description;
  const texts = { description: description ?? '', keywords: keywords ?? '', comment: comment ?? '', flags };
  refuseComplaint(putFileTexts(file, texts), path);
}

function refuseComplaint(complaint: string, path: string): void {
  if (complaint !== '') throw new FixtureError(path, `is wrong: ${complaint}`);
}

function refuseNegative(bytes: bigint | undefined, path: string): void {
  if (bytes !== undefined && bytes < 0n)
    throw new FixtureError(path, `is ${bytes}, but must not be negative`);
}

function readDate(date: FixtureFile['date'], path: string): number | undefined {
  if (date === undefined) return undefined;
  const time = new Date(date).getTime();
  if (Number.isNaN(time))
    throw new FixtureError(path, `is "${date}", but must be a date such as 2026-01-31T12:00:00Z`);
  return time;
}
