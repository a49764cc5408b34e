import type { ModelSharing } from './sharing.js';

/** An account as the model knows it. Sizes are bytes, 64-bit. */
export interface ModelAccount {
  readonly login: string;
  readonly password: string;
  readonly quota: bigint;
  readonly maxFileSize: bigint;
  /** The id of its root folder. */
  readonly root: bigint;
  /** Its upload sessions. */
  readonly keys: string[];
  /** The ids of its favorite files, in the order of adding. */
  readonly favorites: Set<bigint>;
  /** The ids of the folders of others that it holds links to. */
  readonly folderLinks: Set<bigint>;
  /** The values of some settings, by their ids. */
  readonly settings: Map<number, string>;
  /** What happened to its files and folders, oldest first. */
  readonly history: ModelEvent[];
}

export type Verb = 'added' | 'changed' | 'renamed' | 'moved' | 'copied' | 'removed' | 'restored';

export interface ModelEvent {
  readonly id: bigint;
  readonly change: string;
  /** Where it was then. */
  readonly parent: bigint;
}

interface ModelNodeFields {
  readonly id: bigint;
  readonly owner: ModelAccount;
  name: string;
  /** The id of its folder, 0 for a root; of what is in the recycle bin, the folder it was in. */
  parent: bigint;
  /** Lies in the recycle bin itself. */
  binned: boolean;
  /** Its description and, of a file, two more. */
  texts: readonly string[];
}

export interface ModelFile extends ModelNodeFields {
  readonly kind: 'file';
  size: bigint;
  md5: string;
  version: number;
  downloads: number;
}

export interface ModelFolder extends ModelNodeFields {
  readonly kind: 'folder';
  sharing: ModelSharing;
}

export type ModelNode = ModelFile | ModelFolder;

export const newFolder = (
  start: Omit<ModelFolder, 'kind' | 'binned' | 'texts' | 'sharing'>,
): ModelFolder => ({
  kind: 'folder',
  ...start,
  binned: false,
  texts: [''],
  sharing: { shared: false, viewSubfolders: true },
});

/** A file in its first version. */
export const newFile = (
  start: Omit<ModelFile, 'kind' | 'binned' | 'texts' | 'version' | 'downloads'>,
): ModelFile => ({
  kind: 'file',
  ...start,
  binned: false,
  texts: ['', '', ''],
  version: 1,
  downloads: 0,
});

/** Folders first, then by name without regard to case, then by id. */
export function before(a: ModelNode, b: ModelNode): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  const [nameA, nameB] = [a.name.toLowerCase(), b.name.toLowerCase()];
  if (nameA !== nameB) return nameA < nameB ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
