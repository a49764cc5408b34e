import type { Account } from '../accounts/accounts.js';
import type { Assumptions } from '../assumptions/assumptions.js';
import { AccessDenied, FileNotFound, FolderNotFound } from '../errors.js';
import type { FileNode, FolderNode, TreeNode } from '../nodes.js';
import type { FileRecord, FolderRecord, NodeRecord } from '../records.js';
import { Listing, type ReadonlyListing } from '../tree/listing.js';
import { ROOT_ALIAS, type Tree } from '../tree/tree.js';
import type { SharedAccess } from './shared-access.js';
import type { Sharing } from './sharing.js';

/**
 * Rights on a folder of another account and its contents: to see it, or what the sharing
 * property of the same name allows. `delete` includes renaming, and `moderator` copying and pasting
 * (client: labels of the web dialog).
 */
export type Right =
  | 'view'
  | 'upload'
  | 'createSubFolders'
  | 'delete'
  | 'updateFiles'
  | 'fileProperties'
  | 'moderator';

/** Which account may do what with which file or folder. A node that an account may not see does not exist for it. */
export class Access {
  constructor(
    private readonly tree: Tree,
    private readonly sharing: Sharing,
    private readonly shared: SharedAccess,
    private readonly foreign: Assumptions['foreign-access'],
  ) {}

  /**
   * A folder by id; -1 is the account's root. Own ones also from the recycle bin. To `delete` a folder is a right of
   * the folder that holds it: only its owner can delete the shared folder itself (assumption).
   * @throws FolderNotFound
   * @throws AccessDenied
   */
  folder(account: Account, dirId: bigint, right: Right): FolderRecord {
    const node = dirId === ROOT_ALIAS ? account.root : this.tree.node(dirId);
    if (node?.kind !== 'folder' || !this.sees(account, node)) throw new FolderNotFound();
    this.#demand(account, node.owner, right === 'delete' ? node.parent : node, right);
    return node;
  }

  /**
   * A file by id. Own ones also from the recycle bin.
   * @throws FileNotFound
   * @throws AccessDenied
   */
  file(account: Account, fileId: bigint, right: Right): FileRecord {
    const node = this.tree.node(fileId);
    if (node?.kind !== 'file' || !this.sees(account, node)) throw new FileNotFound();
    this.#demand(account, node.owner, node.parent, right);
    return node;
  }

  /** Whether a file or folder exists for an account. */
  sees(account: Account, node: TreeNode): boolean {
    if (node.owner === account) return true;
    if (node.removed) return false;
    const folder = node.kind === 'folder' ? node : node.parent;
    if (this.foreign === 'never' || this.shared.check(account, folder, {}) !== 0) return false;
    return this.foreign === 'always' || this.sharing.hasOpened(account, folder);
  }

  /**
   * The contents of a folder for an account that may view it, without subfolders that it cannot open (assumption):
   * what is listed can be requested.
   */
  children(account: Account | undefined, folder: FolderRecord): ReadonlyListing<NodeRecord> {
    if (folder.owner === account) return folder.children;
    const opensWithIt = this.sharing.opensWith(folder);
    const opens = (node: NodeRecord): boolean => {
      if (node.kind === 'file') return true;
      if (opensWithIt(node)) return this.shared.check(account, node, {}) === 0;
      return account ? this.sees(account, node) : this.shared.check(undefined, node, { chosen: '' }) === 0;
    };
    if (folder.children.folders().every(opens)) return folder.children;
    const open = new Listing<NodeRecord>();
    for (const node of folder.children) if (opens(node)) open.add(node);
    return open;
  }

  /**
   * Whether an account may read a file by its address: any file, except those that an owner's password
   * protects, until the account has opened the folder (assumption).
   */
  mayTake(account: Account, file: FileNode): boolean {
    const isOpen = file.owner === account || this.sharing.passwordOf(file) === '';
    return isOpen || this.sharing.hasOpened(account, file);
  }

  #demand(account: Account, owner: Account, holder: FolderNode | undefined, right: Right): void {
    if (account === owner || right === 'view') return;
    const share = holder && this.sees(account, holder) ? this.sharing.shareOf(holder) : undefined;
    if (!share?.properties[right]) throw new AccessDenied();
  }
}

/** The result of an attempt, or another one when access is denied. */
export function unlessDenied<Result, Refusal>(attempt: () => Result, refusal: Refusal): Result | Refusal {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof AccessDenied) return refusal;
    throw error;
  }
}
