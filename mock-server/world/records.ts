import type { AccountSettings } from './accounts/account-settings.js';
import { defaultLimits, Space } from './accounts/quota.js';
import type {
  AccountView,
  FileDescription,
  FileNode,
  FolderDescription,
  FolderNode,
  OldVersion,
  StoredBytes,
  UploaderReport,
} from './nodes.js';
import type { Content } from './platform.js';
import { Listing, nameKey } from './tree/listing.js';

export type {
  AccountView,
  FileDescription,
  FileNode,
  FolderDescription,
  FolderNode,
  OldVersion,
  StoredBytes,
  TreeNode,
  UploaderReport,
} from './nodes.js';

/** The fields that a node is created with. */
interface NodeStart<Parent> extends Pick<FileRecord, 'id' | 'name' | 'owner' | 'date' | 'code'> {
  readonly parent: Parent;
}

/** A saved file or folder. Its owner is that of its folder. */
type NodeState = Readonly<Pick<FileRecord, 'id' | 'name' | 'date' | 'code' | 'removed'>>;

/** A saved folder. Its contents name it as their parent. */
export interface FolderState extends NodeState {
  /** Undefined for the root of an account. */
  readonly parent?: bigint | undefined;
  readonly description?: FolderDescription | undefined;
}

/** A saved file. Bytes are numbers in the list of the snapshot. */
export interface FileState extends NodeState {
  readonly parent: bigint;
  readonly downloadCount: number;
  readonly description?: FileDescription | undefined;
  readonly bytes: number;
  readonly older: readonly { readonly bytes: number; readonly date: number }[];
}

/** Shared by all files and folders without a description. */
const NO_DESCRIPTION = { description: '', keywords: '', comment: '', flags: [false, false] } as const;

/** What files and folders have in common. `Parent` is undefined for the root of an account. */
abstract class Node<Parent extends FolderRecord | undefined> {
  readonly id: bigint;
  readonly owner: Account;
  readonly code: string;
  name: string;
  nameKey: string;
  parent: Parent;
  date: number;
  removed = false;

  constructor(start: NodeStart<Parent>) {
    this.id = start.id;
    this.owner = start.owner;
    this.code = start.code;
    this.name = start.name;
    this.nameKey = nameKey(start.name);
    this.parent = start.parent;
    this.date = start.date;
  }
}

/** A file as the world itself changes it. */
export class FileRecord extends Node<FolderRecord> implements FileNode {
  readonly kind = 'file';
  downloadCount = 0;
  description: FileDescription = NO_DESCRIPTION;
  readonly older: OldVersion[] = [];

  constructor(
    start: NodeStart<FolderRecord>,
    public stored: StoredBytes,
  ) {
    super(start);
  }

  get version(): number {
    return this.older.length + 1;
  }

  get size(): bigint {
    return this.stored.size;
  }

  get md5(): string {
    return this.stored.md5;
  }

  get whenKnown(): Promise<void> | undefined {
    return this.stored.whenKnown;
  }

  get content(): Content {
    return this.stored.content;
  }

  /** @param keepStored adds bytes to a snapshot and returns their number */
  save(keepStored: (stored: StoredBytes) => number): FileState {
    const { id, name, parent, date, code, removed, downloadCount, stored, older } = this;
    const description = this.description === NO_DESCRIPTION ? undefined : this.description;
    const versions = older.map((one) => ({ bytes: keepStored(one.stored), date: one.date }));
    const node = { id, name, parent: parent.id, date, code, removed, downloadCount, description };
    return { ...node, bytes: keepStored(stored), older: versions };
  }

  /** @param stored returns the bytes of a number in the state */
  load(state: FileState, stored: (number: number) => StoredBytes): void {
    this.removed = state.removed;
    this.downloadCount = state.downloadCount;
    this.description = state.description ?? NO_DESCRIPTION;
    this.older.push(...state.older.map(({ bytes, date }) => ({ stored: stored(bytes), date })));
  }
}

/** A folder as the world itself changes it. */
export class FolderRecord extends Node<FolderRecord | undefined> implements FolderNode {
  readonly kind = 'folder';
  readonly children = new Listing<FileRecord | FolderRecord>();
  size = 0n;
  description: FolderDescription = NO_DESCRIPTION;

  save(): FolderState {
    const { id, name, parent, date, code, removed } = this;
    const { description, flags } = this.description;
    const texts = this.description === NO_DESCRIPTION ? undefined : { description, flags };
    return { id, name, parent: parent?.id, date, code, removed, description: texts };
  }

  load({ removed, description }: FolderState): void {
    this.removed = removed;
    this.description = description ?? NO_DESCRIPTION;
  }
}

/** A file or folder as the world itself changes it. */
export type NodeRecord = FileRecord | FolderRecord;

/** The fields of an account that are saved as they are. */
const SAVED = [
  ...(['login', 'password', 'username', 'active', 'banned', 'premium', 'quota', 'maxFileSize'] as const),
  ...(['anyPassword', 'nextFileId', 'sessionKeyTail', 'app', 'uploader'] as const),
];

type Optional = 'nextFileId' | 'app' | 'uploader';
type Saved = Exclude<(typeof SAVED)[number], Optional>;

/** A saved account. Its used space follows from its files and uploads. */
export interface AccountState extends Readonly<Pick<Account, Saved> & Partial<Pick<Account, Optional>>> {
  readonly root: FolderState;
}

/** An account as the world itself changes it. */
export class Account implements AccountView {
  readonly login: string;
  password: string;
  username: string;
  active: boolean;
  banned: boolean;
  premium: boolean;
  quota: bigint;
  maxFileSize: bigint;
  readonly anyPassword: boolean;
  nextFileId: bigint | undefined;
  sessionKeyTail: string;
  app: string | undefined;
  uploader: UploaderReport | undefined;
  readonly space = new Space();
  readonly bin = new Listing<NodeRecord>();
  readonly root: FolderRecord;

  constructor(settings: AccountSettings, makeRoot: (owner: Account) => FolderRecord) {
    this.login = settings.login;
    this.password = settings.password;
    this.username = settings.username ?? settings.login.replace(/@.*/s, '');
    this.active = settings.active ?? true;
    this.banned = settings.banned ?? false;
    this.premium = settings.premium ?? false;
    this.anyPassword = settings.anyPassword ?? false;
    this.nextFileId = settings.nextFileId;
    this.sessionKeyTail = settings.sessionKeyTail ?? '';
    const limits = defaultLimits(this);
    this.quota = settings.quota ?? limits.quota;
    this.maxFileSize = settings.maxFileSize ?? limits.maxFileSize;
    this.root = makeRoot(this);
  }

  save(): AccountState {
    const fields = Object.fromEntries(SAVED.map((name) => [name, this[name]])) as Pick<
      Account,
      (typeof SAVED)[number]
    >;
    return { ...fields, root: this.root.save() };
  }
}
