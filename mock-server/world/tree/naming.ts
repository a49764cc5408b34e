import { MOST } from '../most.js';
import type { FileRecord, FolderRecord } from '../records.js';
import { LONGEST } from './text-length.js';
import type { Tree } from './tree.js';
import { inBin } from './walk.js';

/** Why a folder is not made or something is not renamed. */
export type Denial = 'denied' | 'exists' | 'removed';

const isName = (name: string): boolean => name !== '' && name.length <= LONGEST.name;

/** The rules about names when a folder is made and something is renamed. Names are compared without regard to case. */
export class Naming {
  constructor(
    private readonly tree: Tree,
    private readonly filesMayShareName: boolean,
  ) {}

  /** The rules of createNewFolder. Source: wiki; names that are empty or too long: assumption. */
  createFolder(parent: FolderRecord, name: string): FolderRecord | Denial {
    if (inBin(parent)) return 'removed';
    if (!isName(name)) return 'denied';
    if (parent.children.named('folder', name).length > 0) return 'exists';
    return this.tree.size >= MOST.nodes ? 'denied' : this.tree.addFolder(parent, name);
  }

  /** The rules of renameFolder (assumption, after createNewFolder). */
  renameFolder(folder: FolderRecord, name: string): FolderRecord | Denial {
    if (inBin(folder)) return 'removed';
    if (!isName(name) || !folder.parent) return 'denied';
    if (folder.parent.children.named('folder', name).some((other) => other !== folder)) return 'exists';
    return this.tree.rename(folder, name);
  }

  /** The rules of renameFile (assumption, after createNewFolder). */
  renameFile(file: FileRecord, name: string): FileRecord | Denial {
    if (inBin(file) || !isName(name)) return 'denied';
    const namesakes = this.filesMayShareName ? [] : file.parent.children.named('file', name);
    if (namesakes.some((other) => other !== file)) return 'exists';
    return this.tree.rename(file, name);
  }
}
