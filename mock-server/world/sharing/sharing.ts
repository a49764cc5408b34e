import type { Account } from '../accounts/accounts.js';
import type { Assumptions } from '../assumptions/assumptions.js';
import type { FolderNode, TreeNode } from '../nodes.js';
import type { References } from '../state/references.js';
import { LONGEST, tooLong } from '../tree/text-length.js';
import { inherited } from '../tree/walk.js';
import { type SharingProperties, UNSHARED } from './sharing-properties.js';

/** A label of a host name. */
const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** The shared folder that decides about a folder: itself or one above it. */
export interface Share {
  readonly folder: FolderNode;
  readonly properties: SharingProperties;
}

interface SharingState {
  readonly properties: SharingProperties;
  /** The folders, here or below, that the account has opened with the right passwords. */
  readonly opened: Map<Account, Set<FolderNode>>;
}

/** The properties of one folder, and which accounts have opened it: folders by id, accounts by login. */
export interface FolderSharingState {
  readonly id: bigint;
  readonly properties: SharingProperties;
  readonly opened: readonly { readonly login: string; readonly folders: readonly bigint[] }[];
}

/** The sharing properties of all folders, and which accounts have opened them. */
export class Sharing {
  readonly #states = new WeakMap<FolderNode, SharingState>();
  readonly #bySubdomain = new Map<string, FolderNode>();
  #sweepAt = 1000;

  constructor(private readonly isThere: (folder: FolderNode) => boolean) {}

  properties(folder: FolderNode): SharingProperties {
    return this.#states.get(folder)?.properties ?? UNSHARED;
  }

  /**
   * Sets the properties of a folder; a root may be shared as well (assumption). Accounts must open it again
   * after its password changed or its sharing ended.
   * @returns an empty text, or what is wrong; then nothing changes
   */
  set(folder: FolderNode, properties: SharingProperties): string {
    const present = this.properties(folder);
    const { shared, password, subdomainName } = properties;
    const complaint = this.complaint(folder, properties);
    if (complaint !== '') return complaint;
    this.#bySubdomain.delete(present.subdomainName.toLowerCase());
    if (subdomainName !== '') this.#bySubdomain.set(subdomainName.toLowerCase(), folder);
    if (this.#bySubdomain.size > this.#sweepAt) this.#sweep();
    const opened = shared && password === present.password ? this.#states.get(folder)?.opened : undefined;
    this.#states.set(folder, { properties, opened: opened ?? new Map() });
    return '';
  }

  /** Forgets the names of folders that are gone. */
  #sweep(): void {
    for (const [name, folder] of this.#bySubdomain) if (!this.isThere(folder)) this.#bySubdomain.delete(name);
    this.#sweepAt = 2 * this.#bySubdomain.size + 1000;
  }

  /** What is wrong with properties for a folder, or for one that is not there yet; empty when nothing is. */
  complaint(folder: FolderNode | undefined, { password, subdomainName }: SharingProperties): string {
    const long = tooLong('password', password, LONGEST.password);
    if (long !== undefined) return long;
    return subdomainName === '' ? '' : this.checkSubdomain(folder, subdomainName);
  }

  /**
   * Why a folder cannot have a subdomain name; empty when it can. Names are taken in the whole service (assumption),
   * until their folder is deleted for good.
   */
  checkSubdomain(folder: FolderNode | undefined, name: string): string {
    if (!HOST_LABEL.test(name)) {
      return 'A subdomain has 1 to 63 letters, digits and hyphens, and no hyphen at either end.';
    }
    const holder = this.#bySubdomain.get(name.toLowerCase());
    const isTaken = holder !== undefined && holder !== folder && this.isThere(holder);
    return isTaken ? `The subdomain "${name}" is taken.` : '';
  }

  /**
   * The nearest shared folder, beginning with the folder itself: it decides alone (assumption). Undefined when there
   * is none, or when it lies above and does not show its subfolders.
   */
  shareOf(folder: FolderNode): Share | undefined {
    return this.#shares()(folder);
  }

  /** `shareOf` for many folders. */
  #shares(): (folder: FolderNode) => Share | undefined {
    const nearest = inherited<Share | null>((folder) => {
      const properties = this.properties(folder);
      return properties.shared ? { folder, properties } : undefined;
    }, null);
    return (folder) => {
      const share = nearest(folder);
      return share && (share.folder === folder || share.properties.viewSubfolders) ? share : undefined;
    };
  }

  /** The password that the owner chose for what a file or folder is shared through; empty when there is none. */
  passwordOf(node: TreeNode): string {
    return this.shareOf(folderOf(node))?.properties.password ?? '';
  }

  /** Which nodes below a folder are open to those who may view it; all of them where it is not shared. */
  opensWith(folder: FolderNode): (node: TreeNode) => boolean {
    const shareOf = this.#shares();
    const top = shareOf(folder)?.folder;
    return (node) => top === undefined || shareOf(folderOf(node))?.folder === top;
  }

  /** Remembers that an account has opened a folder, and with it what lies below. */
  open(account: Account, folder: FolderNode): void {
    const share = this.shareOf(folder);
    const opened = share && this.#states.get(share.folder)?.opened;
    opened?.set(account, (opened.get(account) ?? new Set()).add(folder));
  }

  /** Whether an account has opened the folder of a node, or one between it and the one that it is shared through. */
  hasOpened(account: Account, node: TreeNode): boolean {
    const folder = folderOf(node);
    const share = this.shareOf(folder);
    const opened = share && this.#states.get(share.folder)?.opened.get(account);
    if (!opened) return false;
    for (let here: FolderNode | undefined = folder; here; here = here.parent) {
      if (opened.has(here)) return true;
      if (here === share.folder) return false;
    }
    return false;
  }

  save(folders: Iterable<FolderNode>, isKnown: (folder: FolderNode) => boolean): FolderSharingState[] {
    const saved: FolderSharingState[] = [];
    for (const folder of folders) {
      const state = this.#states.get(folder);
      if (!state) continue;
      const opened = Array.from(state.opened, ([{ login }, inner]) => {
        return { login, folders: [...inner].filter(isKnown).map(({ id }) => id) };
      });
      saved.push({ id: folder.id, properties: state.properties, opened });
    }
    return saved;
  }

  load(states: readonly FolderSharingState[], { account, folder }: References): void {
    for (const { id, properties, opened } of states) {
      const node = folder(id);
      this.#states.set(node, {
        properties,
        opened: new Map(opened.map(({ login, folders }) => [account(login), new Set(folders.map(folder))])),
      });
      const name = properties.subdomainName.toLowerCase();
      if (name !== '' && this.isThere(node)) this.#bySubdomain.set(name, node);
    }
  }

  /** Whether a node is marked as shared, for many of them. */
  marks(which: Assumptions['shared-mark']): (node: TreeNode) => boolean {
    if (which === 'own') return (node) => node.kind === 'folder' && this.properties(node).shared;
    const shareOf = this.#shares();
    return (node) => shareOf(folderOf(node)) !== undefined;
  }
}

/** The folder that decides about a node: its own, or itself. */
const folderOf = (node: TreeNode): FolderNode => (node.kind === 'folder' ? node : node.parent);
