import { bytesOf, type Content, digestOf } from './content.js';
import { isOpen, type ModelFile, type ModelFolder, type ModelNode, sameName } from './node.js';

export type { ModelFile, ModelFolder } from './node.js';

/**
 * What an account must hold, by the rules, below the one folder that a sequence of steps has for itself. Things are referred to
 * by a number that is taken modulo how many there are, so that each number means one of them.
 */
export class Model {
  readonly folders: ModelFolder[];
  readonly files: ModelFile[] = [];
  /** Ids under which uploads were begun, finished or not. */
  readonly reserved: bigint[] = [];
  /** Files that came to be outside of the folder that everything else is in. */
  readonly strays: ModelFile[] = [];
  readonly favorites = new Set<ModelFile>();
  /** Shared folders, and the passwords that were chosen for them; empty for none. */
  readonly shared = new Map<ModelFolder, string>();

  /** @param hasGuest whether there is another account that folders can be shared with */
  constructor(
    readonly top: ModelFolder,
    readonly hasGuest = false,
  ) {
    this.folders = [top];
  }

  /** Those that can be used: neither they nor a folder that they are in is in the bin or gone. */
  get openFolders(): readonly ModelFolder[] {
    return this.folders.filter(isOpen);
  }

  /** Those below the one that everything is in. */
  get innerFolders(): readonly ModelFolder[] {
    return this.openFolders.filter(({ parent }) => parent !== undefined);
  }

  get openFiles(): readonly ModelFile[] {
    return this.files.filter(isOpen);
  }

  /** Files that were put into the bin by themselves, from a folder that is still there. */
  get filesInBin(): readonly ModelFile[] {
    return this.files.filter((file) => file.is === 'bin' && isOpen(file.parent));
  }

  /** Files that were put into the bin by themselves, from a folder that is there no more. */
  get orphans(): readonly ModelFile[] {
    return this.files.filter((file) => file.is === 'bin' && !isOpen(file.parent));
  }

  /** Files that were deleted for good by themselves. */
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

  /** Whether nothing in a folder, or nothing else there, has such a name, however a service compares names. */
  isFree(name: string, parent: ModelFolder, besides?: ModelNode): boolean {
    return this.nodesIn(parent).every((node) => node === besides || !sameName(node.name, name));
  }

  /** Whether a folder has or had the id. Nobody knows whether a file can have the same. */
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

/** One of several by a number that may be any. */
export const pick = <Item>(items: readonly Item[], reference: number): Item | undefined =>
  items.length === 0 ? undefined : items[reference % items.length];

export const md5Of = ({ content }: Pick<ModelFile, 'content'>): string => digestOf(bytesOf(content));
