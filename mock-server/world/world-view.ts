import type { AccountView, FileNode, FolderNode, TreeNode } from './nodes.js';
import type { FixtureAccount, FixtureFile, FixtureFolder } from './opening/fixture.js';

/** An upload that is neither finished nor cancelled. Ids and sizes are 64-bit, sizes in bytes. */
export interface UnfinishedUpload {
  readonly id: bigint;
  readonly name: string;
  /** Login of the account whose space it reserves. */
  readonly owner: string;
  readonly fullSize: bigint;
  /** Bytes received so far, each byte of the file counted once. */
  readonly received: bigint;
}

/** The state of a namespace, for tests to look at and to change. */
export interface WorldView {
  /** All accounts, in the order in which they were added. */
  readonly accounts: Iterable<AccountView>;
  /** The account of a login, in any case. */
  account(login: string): AccountView | undefined;
  /** Bytes the account has still free, 64-bit, never below 0. */
  freeSpace(account: AccountView): bigint;
  /**
   * Finds a file or folder by its path below the root, such as `Docs/readme.txt`, in any case. Of several files of one
   * name, the oldest.
   */
  find(login: string, path: string): TreeNode | undefined;
  /** The unfinished uploads of all accounts, the oldest first. */
  unfinishedUploads(): UnfinishedUpload[];
  /** Opens a session, as a login does, and returns its key: upload forms need one. */
  openSession(account: AccountView): string;
  /** @throws FixtureError */
  addAccount(account: FixtureAccount): AccountView;
  /**
   * Adds a folder, with its contents, to the root of an account or to a folder.
   * @throws FixtureError
   */
  addFolder(parent: AccountView | FolderNode, folder: FixtureFolder): FolderNode;
  /**
   * Adds a file to the root of an account or to a folder, even beyond the quota.
   * @throws FixtureError
   */
  addFile(parent: AccountView | FolderNode, file: FixtureFile): FileNode;
  /** Moves a file or folder to the recycle bin and cancels the uploads to it. */
  remove(node: TreeNode): Promise<void>;
}
