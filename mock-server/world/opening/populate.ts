import type { Account, Accounts } from '../accounts/accounts.js';
import { FixtureError } from '../errors.js';
import type { StoredBytes } from '../nodes.js';
import type { FileRecord, FolderRecord } from '../records.js';
import type { Favorites } from '../sharing/favorites.js';
import type { Sharing } from '../sharing/sharing.js';
import { withPresets } from '../sharing/sharing-properties.js';
import type { Ids } from '../tree/ids.js';
import type { Tree } from '../tree/tree.js';
import { inBin } from '../tree/walk.js';
import { finish } from '../turn.js';
import type { FixtureAccount, FixtureContentsOf, FixtureFile, FixtureFolder } from './fixture.js';
import { FixtureCheck, folderNames } from './fixture-check.js';
import type { FixtureContents } from './fixture-content.js';

const LARGEST_LONG = 2n ** 63n - 1n;

/** How many files and folders are added in one step. */
const FEW = 50;

/**
 * Fills a world from a fixture. Every method throws FixtureError with the place in the fixture; then
 * nothing has changed.
 */
export class Populator {
  #added = 0;

  constructor(
    private readonly ids: Ids,
    private readonly accounts: Accounts,
    private readonly tree: Tree,
    private readonly sharing: Sharing,
    private readonly favorites: Favorites,
    private readonly contents: FixtureContents,
  ) {}

  /** In steps. No account can be found before all are there. */
  *addAccounts(fixtures: readonly FixtureAccount[], path: string): Generator<void, readonly Account[]> {
    const check = this.#check();
    for (const [index, fixture] of fixtures.entries()) {
      yield* check.account(fixture, `${path}[${index}]`);
      if (index % FEW === FEW - 1) yield;
    }
    return yield* this.#addChecked(fixtures, (index) => `${path}[${index}]`);
  }

  *addAccount(fixture: FixtureAccount): Generator<void, Account> {
    yield* this.#check().account(fixture, 'account');
    const [account] = yield* this.#addChecked([fixture], () => 'account');
    if (!account) throw new RangeError('No account was made');
    return account;
  }

  addFolder(parent: FolderRecord, fixture: FixtureFolder): FolderRecord {
    finish(this.#check().folder(fixture, 'folder', folderNames(parent)));
    finish(this.#takeIds([...ownId(fixture, 'folder'), ...idsIn(fixture, 'folder')]));
    return finish(this.#addFolder(parent, fixture));
  }

  addFile(parent: FolderRecord, fixture: FixtureFile): FileRecord {
    finish(this.#check().file(fixture, 'file'));
    finish(this.#takeIds(ownId(fixture, 'file')));
    return this.#addFile(parent, fixture);
  }

  #check(): FixtureCheck {
    this.contents.trim();
    return new FixtureCheck(this.accounts, this.sharing, this.contents);
  }

  /** All of them, or none. */
  *#takeIds(chosen: Iterable<ChosenId>): Generator<void, void> {
    const taken: bigint[] = [];
    try {
      for (const { id, path } of chosen) {
        if (id <= 0n || id > LARGEST_LONG)
          throw new FixtureError(path, `is ${id}, but must be above 0 and below 2^63`);
        if (!this.ids.take(id))
          throw new FixtureError(path, `is ${id}, which is in use already; every id must be different`);
        taken.push(id);
        if (taken.length % FEW === 0) yield;
      }
    } catch (error) {
      this.ids.giveBack(taken);
      throw error;
    }
  }

  /** Reserves logins and ids first, so that no other account gets them. */
  *#addChecked(
    fixtures: readonly FixtureAccount[],
    path: (index: number) => string,
  ): Generator<void, readonly Account[]> {
    this.#reserveLogins(fixtures, path);
    try {
      yield* this.#takeIds(idsOf(fixtures, path));
    } catch (error) {
      for (const { login } of fixtures) this.accounts.giveBack(login);
      throw error;
    }
    const added: Account[] = [];
    for (const fixture of fixtures) {
      const account = this.accounts.make(fixture);
      added.push(account);
      yield* this.#fill(account.root, fixture);
      if (added.length % FEW === 0) yield;
    }
    for (const account of added) this.accounts.show(account);
    return added;
  }

  /** All of them, or none. Since they were checked, others may have taken one. */
  #reserveLogins(fixtures: readonly FixtureAccount[], path: (index: number) => string): void {
    const taken = fixtures.findIndex(({ login }) => !this.accounts.reserve(login));
    const clash = fixtures[taken];
    if (!clash) return;
    for (const { login } of fixtures.slice(0, taken)) this.accounts.giveBack(login);
    throw new FixtureError(`${path(taken)}.login`, `is "${clash.login}", which another account has already`);
  }

  *#fill(folder: FolderRecord, { folders = [], files = [] }: FixtureContentsOf): Generator<void, void> {
    for (const inner of folders) yield* this.#addFolder(folder, inner);
    for (const file of files) {
      this.#addFile(folder, file);
      if (this.#isTime()) yield;
    }
  }

  *#addFolder(parent: FolderRecord, fixture: FixtureFolder): Generator<void, FolderRecord> {
    const { id, name, description, removed, sharing } = fixture;
    const folder = this.tree.addFolder(parent, name, { id });
    if (description !== undefined) folder.description = { ...folder.description, description };
    if (removed && !inBin(parent)) this.tree.remove(folder);
    if (sharing) this.sharing.set(folder, withPresets({ shared: true, ...sharing }));
    if (this.#isTime()) yield;
    yield* this.#fill(folder, fixture);
    return folder;
  }

  /** Rarely: a step costs more the deeper it is. */
  #isTime(): boolean {
    this.#added += 1;
    return this.#added % FEW === 0;
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

function* idsOf(
  fixtures: readonly FixtureAccount[],
  path: (index: number) => string,
): Generator<ChosenId, void, undefined> {
  for (const [index, fixture] of fixtures.entries()) yield* idsIn(fixture, path(index));
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
