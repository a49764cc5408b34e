import { bytesOf, type Content, digestOf } from './content.js';
import { isOpen, type ModelFile, type ModelFolder, type ModelNode, sameName } from './node.js';

export type { ModelFile, ModelFolder } from './node.js';

/**
 * What the account must hold in the folder that a sequence has for itself. Files and folders are referred to by a number
 * modulo their count, so that each number means one of them.
 */
export class Model {
  readonly folders: ModelFolder[];
  readonly files: ModelFile[] = [];
  /** Ids of started uploads, finished or not. */
  readonly reserved: bigint[] = [];
  /** Files that were restored outside of the top folder. */
  readonly strays: ModelFile[] = [];
  readonly favorites = new Set<ModelFile>();
  /** Shared folders, and the passwords of their owner; empty for none. */
  readonly shared = new Map<ModelFolder, string>();

  /** @param hasGuest whether there is a second account */
  constructor(
    readonly top: ModelFolder,
    readonly hasGuest = false,
  ) {
    this.folders = [top];
  }

  /** The usable folders: neither they nor their parents are in the bin or gone. */
  get openFolders(): readonly ModelFolder[] {
    return this.folders.filter(isOpen);
  }

  /** The usable folders below the top folder. */
  get innerFolders(): readonly ModelFolder[] {
    return this.openFolders.filter(({ parent }) => parent !== undefined);
  }

  get openFiles(): readonly ModelFile[] {
    return this.files.filter(isOpen);
  }

  /** Files in the bin whose folder is usable. */
  get filesInBin(): readonly ModelFile[] {
    return this.files.filter((file) => file.is === 'bin' && isOpen(file.parent));
  }

  /** Files in the bin whose folder is not usable. */
  get orphans(): readonly ModelFile[] {
    return this.files.filter((file) => file.is === 'bin' && !isOpen(file.parent));
  }

  /** Files that were deleted for good, other than with their folder. */
  get goneFiles(): readonly ModelFile[] {
    return this.files.filter((file) => file.is === 'gone' && !this.strays.includes(file));
  }

  get goneFolders(): readonly ModelFolder[] {
    return this.folders.filter(({ is }) => is === 'gone');
  }

  get foldersInBin(): readonly ModelFolder[] {
    return this.folders.filter(({ is }) => is === 'bin');
  }

  folder(reference: number): ModelFolder {
    return pick(this.openFolders, reference) ?? this.top;
  }

  file(reference: number): ModelFile | undefined {
    return pick(this.openFiles, reference);
  }

  foldersIn(parent: ModelFolder): readonly ModelFolder[] {
    return this.folders.filter((folder) => folder.parent === parent && folder.is === 'there');
  }

  filesIn(parent: ModelFolder): readonly ModelFile[] {
    return this.files.filter((file) => file.parent === parent && file.is === 'there');
  }

  /** What a listing of the folder shows. */
  nodesIn(parent: ModelFolder): readonly ModelNode[] {
    return [...this.foldersIn(parent), ...this.filesIn(parent)];
  }

  /** Whether a name is free in a folder, for any way to compare names. */
  isFree(name: string, parent: ModelFolder, besides?: ModelNode): boolean {
    return this.nodesIn(parent).every((node) => node === besides || !sameName(node.name, name));
  }

  /** Whether a folder has or had the id. Whether a file can have the same is not known. */
  hasFolder(id: bigint): boolean {
    return this.folders.some((folder) => folder.id === id);
  }

  hasFile(id: bigint): boolean {
    return this.files.some((file) => file.id === id);
  }

  addFolder(id: bigint, name: string, parent: ModelFolder): ModelFolder {
    const folder: ModelFolder = { id, name, parent, is: 'there' };
    this.folders.push(folder);
    return folder;
  }

  addFile(id: bigint, name: string, parent: ModelFolder, content: Content): ModelFile {
    const file: ModelFile = { id, name, parent, content, is: 'there' };
    this.files.push(file);
    return file;
  }
}

/** One of several, by any number. */
export const pick = <Item>(items: readonly Item[], reference: number): Item | undefined =>
  items.length === 0 ? undefined : items[reference % items.length];

/** The MD5 of a file in lower-case hex. */
export const md5Of = ({ content }: Pick<ModelFile, 'content'>): string => digestOf(bytesOf(content));
