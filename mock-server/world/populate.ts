import type { Account, Accounts } from './accounts.js';
import { FixtureError } from './errors.js';
import type { Favorites } from './favorites.js';
import type { FixtureAccount, FixtureContentsOf, FixtureFile, FixtureFolder } from './fixture.js';
import { FixtureCheck, folderNames } from './fixture-check.js';
import type { FixtureContents } from './fixture-content.js';
import type { Ids } from './ids.js';
import { type FileRecord, type FolderRecord, inBin, type StoredBytes } from './nodes.js';
import type { Sharing } from './sharing.js';
import { withPresets } from './sharing-properties.js';
import type { Tree } from './tree.js';

const LARGEST_LONG = 2n ** 63n - 1n;

/**
 * Puts into a world what a fixture describes. Every method throws FixtureError with the place in the fixture; then
 * nothing has changed.
 */
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
    const check = this.#check();
    for (const [index, fixture] of fixtures.entries()) check.account(fixture, `${path}[${index}]`);
    // Before all else, so that no id that is given out reaches one that was chosen.
    this.#takeIds(fixtures.flatMap((fixture, index) => [...idsIn(fixture, `${path}[${index}]`)]));
    for (const fixture of fixtures) this.#addAccount(fixture);
  }

  addAccount(fixture: FixtureAccount): Account {
    this.#check().account(fixture, 'account');
    this.#takeIds([...idsIn(fixture, 'account')]);
    return this.#addAccount(fixture);
  }

  addFolder(parent: FolderRecord, fixture: FixtureFolder): FolderRecord {
    this.#check().folder(fixture, 'folder', folderNames(parent));
    this.#takeIds([...ownId(fixture, 'folder'), ...idsIn(fixture, 'folder')]);
    return this.#addFolder(parent, fixture);
  }

  addFile(parent: FolderRecord, fixture: FixtureFile): FileRecord {
    this.#check().file(fixture, 'file');
    this.#takeIds([...ownId(fixture, 'file')]);
    return this.#addFile(parent, fixture);
  }

  #check(): FixtureCheck {
    return new FixtureCheck(this.accounts, this.sharing, (base64) => this.contents.base64(base64));
  }

  /** All of them, or none. */
  #takeIds(chosen: readonly ChosenId[]): void {
    const taken: bigint[] = [];
    try {
      for (const { id, path } of chosen) {
        if (id <= 0n || id > LARGEST_LONG)
          throw new FixtureError(path, `is ${id}, but must be above 0 and below 2^63`);
        if (!this.ids.take(id))
          throw new FixtureError(path, `is ${id}, which is in use already; every id must be different`);
        taken.push(id);
      }
    } catch (error) {
      this.ids.giveBack(taken);
      throw error;
    }
  }

  #addAccount(fixture: FixtureAccount): Account {
    const account = this.accounts.add(fixture);
    if (!account) throw new RangeError(`the account ${fixture.login} was checked, and is there`);
    this.#fill(account.root, fixture);
    return account;
  }

  #fill(folder: FolderRecord, { folders = [], files = [] }: FixtureContentsOf): void {
    for (const inner of folders) this.#addFolder(folder, inner);
    for (const file of files) this.#addFile(folder, file);
  }

  #addFolder(parent: FolderRecord, fixture: FixtureFolder): FolderRecord {
    const { id, name, description, removed, sharing } = fixture;
    const folder = this.tree.addFolder(parent, name, { id });
    if (description !== undefined) folder.description = { ...folder.description, description };
    if (removed && !inBin(parent)) this.tree.remove(folder);
    if (sharing) this.sharing.set(folder, withPresets({ shared: true, ...sharing }));
    this.#fill(folder, fixture);
    return folder;
  }

  #addFile(parent: FolderRecord, fixture: FixtureFile): FileRecord {
    const { id, name, favorite, removed } = fixture;
    const date = fixture.date === undefined ? undefined : new Date(fixture.date).getTime();
    const file = this.tree.addFile(parent, name, this.#bytesOf(fixture), { id, date });
    describeFile(file, fixture);
    if (favorite) this.favorites.mark(file.owner, file);
    if (removed && !inBin(parent)) this.tree.remove(file);
    return file;
  }

  #bytesOf({ text, base64, size, content, md5 }: FixtureFile): StoredBytes {
    if (content) return content;
    if (size !== undefined) return this.contents.ofSize(size, md5);
    return base64 === undefined ? this.contents.text(text ?? '') : this.contents.base64(base64);
  }
}

function describeFile(file: FileRecord, { description, keywords, comment }: FixtureFile): void {
  // A hundred thousand files without texts share one object.
  if (description === undefined && keywords === undefined && comment === undefined) return;
  const { flags } = file.description;
  file.description = {
    description: description ?? '',
    keywords: keywords ?? '',
    comment: comment ?? '',
    flags,
  };
}

/** An id that a fixture chooses, and the place where it does. */
interface ChosenId {
  readonly id: bigint;
  readonly path: string;
}

function* ownId(
  { id }: { readonly id?: bigint | undefined },
  path: string,
): Generator<ChosenId, void, undefined> {
  if (id !== undefined) yield { id, path: `${path}.id` };
}

function* idsIn(
  { folders = [], files = [] }: FixtureContentsOf,
  path: string,
): Generator<ChosenId, void, undefined> {
  for (const [index, file] of files.entries()) yield* ownId(file, `${path}.files[${index}]`);
  for (const [index, folder] of folders.entries()) {
    const place = `${path}.folders[${index}]`;
    yield* ownId(folder, place);
    yield* idsIn(folder, place);
  }
}
