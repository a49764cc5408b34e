import { bytesOf, type Content, digestOf } from './content.js';

/** Where a file or folder is: in its folder, in the recycle bin, or nowhere any more. */
export type Whereabouts = 'there' | 'bin' | 'gone';

export interface ModelFolder {
  readonly id: bigint;
  name: string;
  /** Undefined for the one that everything else is in. */
  parent: ModelFolder | undefined;
  is: Whereabouts;
}

export interface ModelFile {
  readonly id: bigint;
  name: string;
  parent: ModelFolder;
  content: Content;
  is: Whereabouts;
}

/**
 * What an account must hold, by the rules, below the one folder that a sequence of steps has for itself. Things are referred to
 * by a number that is taken modulo how many there are, so that each number means one of them.
 */
export class Model {
  readonly folders: ModelFolder[];
  readonly files: ModelFile[] = [];
  /** Ids under which uploads were begun, finished or not. */
  readonly reserved: bigint[] = [];

  constructor(readonly top: ModelFolder) {
    this.folders = [top];
  }

  /** Those that can be used: neither they nor a folder that they are in is in the bin or gone. */
  get openFolders(): readonly ModelFolder[] {
    return this.folders.filter(isOpen);
  }

  get openFiles(): readonly ModelFile[] {
    return this.files.filter((file) => file.is === 'there' && isOpen(file.parent));
  }

  /** Files that were put into the bin by themselves, from a folder that is still there. */
  get filesInBin(): readonly ModelFile[] {
    return this.files.filter((file) => file.is === 'bin' && isOpen(file.parent));
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

function isOpen(folder: ModelFolder): boolean {
  return folder.is === 'there' && (folder.parent === undefined || isOpen(folder.parent));
}

/** One of several by a number that may be any. */
export const pick = <Item>(items: readonly Item[], reference: number): Item | undefined =>
  items.length === 0 ? undefined : items[reference % items.length];

export const md5Of = ({ content }: Pick<ModelFile, 'content'>): string => digestOf(bytesOf(content));
