import type { Content } from './platform.js';
import type { Listed, ReadonlyListing } from './tree/listing.js';

/**
 * The texts of a file. Names of the second and third text, and the meaning of the flags, are not known: the names are ours
 * and the flags are stored as sent (assumption).
 */
export interface FileDescription {
  readonly description: string;
  readonly keywords: string;
  readonly comment: string;
  readonly flags: readonly [boolean, boolean];
}

/** The text of a folder, with flags of unknown meaning, stored as sent (assumption). */
export interface FolderDescription {
  readonly description: string;
  readonly flags: readonly [boolean, boolean];
}

/** Immutable bytes, with their size in bytes (64-bit) and MD5 in lower-case hex. */
export interface StoredBytes {
  readonly content: Content;
  readonly size: bigint;
  /** Computed on first use while `whenKnown` is set. */
  readonly md5: string;
  /** Set while `md5` would take long. Fulfilled once it is computed, in steps between other requests. */
  readonly whenKnown?: Promise<void> | undefined;
}

interface NodeFields extends Listed {
  readonly name: string;
  readonly owner: AccountView;
  /** In the recycle bin itself; `inBin` also looks at the folders above. */
  readonly removed: boolean;
  /** When it was made or last changed, in milliseconds since 1970. */
  readonly date: number;
  /** Its code in addresses. */
  readonly code: string;
}

/** Bytes that a file had before an update. */
export interface OldVersion {
  readonly stored: StoredBytes;
  /** When the file got these bytes, in milliseconds since 1970. */
  readonly date: number;
}

/** A visible file; unfinished uploads have none. */
export interface FileNode extends NodeFields, StoredBytes {
  readonly kind: 'file';
  /** Its folder; of a removed file, the one it was in. */
  readonly parent: FolderNode;
  /** 1, and one more for every update. */
  readonly version: number;
  /** What it was before each update, the first version first. It uses up no space (assumption). */
  readonly older: readonly OldVersion[];
  readonly downloadCount: number;
  readonly description: FileDescription;
}

/** A visible folder. */
export interface FolderNode extends NodeFields {
  readonly kind: 'folder';
  /** Undefined for the root of an account. */
  readonly parent: FolderNode | undefined;
  readonly children: ReadonlyListing<FileNode | FolderNode>;
  readonly description: FolderDescription;
  /** Bytes of all files in and below it, 64-bit. */
  readonly size: bigint;
}

/** A visible file or folder. */
export type TreeNode = FileNode | FolderNode;

/** The two texts of uploaderLoggedIn. Their meanings: assumption. */
export interface UploaderReport {
  readonly version: string;
  readonly system: string;
}

/**
 * An account. What is not readonly may be changed at any time. Sizes are bytes, 64-bit.
 */
export interface AccountView {
  readonly login: string;
  password: string;
  username: string;
  active: boolean;
  banned: boolean;
  premium: boolean;
  /** All the space there is. */
  quota: bigint;
  /** Largest single file. */
  maxFileSize: bigint;
  /** Whether every password is right. */
  readonly anyPassword: boolean;
  /** Id of the next file that the account reserves, 64-bit. Undefined: the ids of the world go on. */
  nextFileId: bigint | undefined;
  /** The end of each session key that is opened from now on. */
  sessionKeyTail: string;
  /** Name of the application that sent its designator last. */
  readonly app: string | undefined;
  /** What the desktop program reported at its last start. */
  readonly uploader: UploaderReport | undefined;
  readonly space: { readonly stored: bigint; readonly binned: bigint; readonly reserved: bigint };
  readonly bin: ReadonlyListing<TreeNode>;
  readonly root: FolderNode;
}
